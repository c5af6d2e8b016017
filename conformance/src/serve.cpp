// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/serve.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/json_reader.hpp"
#include "gathercheck/spec/json_text.hpp"

namespace gathercheck::conformance {
namespace {

using spec::JsonReader;

constexpr std::int64_t largest_id = std::int64_t{1} << 53;

/// A text that was asked for cannot be written.
struct BrokenPipe {};

/// The two ends of a conversation. Answers are kept until there is nothing to read, so that many go
/// out at once.
class Lines {
 public:
  Lines(int input, int output) : input_(input), output_(output) {}

  /// The next line without its end; none at the end of the input.
  std::optional<std::string> read() {
    for (;;) {
      const auto end = unread_.find('\n', begin_);
      if (end != std::string::npos) {
        auto line = unread_.substr(begin_, end - begin_);
        begin_ = end + 1;
        return line;
      }
      flush();
      if (!read_more()) return {};
    }
  }
  void write(std::string_view line) { unwritten_.append(line).push_back('\n'); }
  void flush() {
    for (std::size_t done = 0; done < unwritten_.size();) {
      const auto count = ::write(output_, unwritten_.data() + done, unwritten_.size() - done);
      if (count < 0 && errno != EINTR) throw BrokenPipe();
      if (count > 0) done += static_cast<std::size_t>(count);
    }
    unwritten_.clear();
  }

 private:
  bool read_more() {
    unread_.erase(0, std::exchange(begin_, 0));
    std::array<char, 1 << 16> block;
    ssize_t count;
    do count = ::read(input_, block.data(), block.size());
    while (count < 0 && errno == EINTR);
    if (count > 0) unread_.append(block.data(), static_cast<std::size_t>(count));
    return count > 0;
  }

  int input_;
  int output_;
  std::string unread_;
  std::size_t begin_ = 0;  // of the line that comes next
  std::string unwritten_;
};

std::string json_text(std::string_view text) {
  std::string out;
  spec::append_json(out, text);
  return out;
}

std::string greeting(const Identity& identity) {
  std::string words;
  for (const auto& word : identity.capabilities)
    words += (words.empty() ? "" : ",") + json_text(word);
  return R"({"hello":{"protocol":1,"name":)" + json_text(identity.name) + R"(,"version":)" +
         json_text(identity.version) + R"(,"language":)" + json_text(identity.language) +
         R"(,"edition":)" + json_text(to_string(identity.edition)) + R"(,"capabilities":[)" +
         words + "]}}";
}

std::string trouble(const std::string& id, std::string_view what) {
  return R"({"id":)" + id + R"(,"trouble":)" + json_text(what) + "}";
}

/// A request as the suite writes it, {"id":N,"run":{...}}: its scenario needs to be read only once.
struct PlainRequest {
  std::string id;
  std::string_view scenario;

  static std::optional<PlainRequest> in(std::string_view line) {
    constexpr std::string_view start = "{\"id\":";
    constexpr std::string_view middle = ",\"run\":";
    const auto id_end = line.find(middle);
    if (!line.starts_with(start) || !line.ends_with('}') || id_end == line.npos) return {};
    const auto id = line.substr(start.size(), id_end - start.size());
    const bool is_number = !id.empty() && id.size() < 16 && id.front() != '0' &&
                           id.find_first_not_of("0123456789") == id.npos;
    if (!is_number) return {};
    line.remove_prefix(id_end + middle.size());
    line.remove_suffix(1);
    return PlainRequest{std::string(id), line};
  }
};

/// One side of the protocol: what is said to each line.
class Server {
 public:
  explicit Server(Implementation& implementation) : implementation_(implementation) {}

  bool is_over() const { return is_over_; }
  std::string answer(const std::string& line) {
    id_ = "null";
    try {
      if (const auto request = PlainRequest::in(line)) {
        id_ = request->id;
        return run(request->scenario);
      }
      const auto document = JsonReader::parse(line);
      const JsonReader request(document);
      if (request.has("hello")) return hello(request);
      if (request.has("bye")) return bye(request);
      return run(request);
    } catch (const std::exception& error) {
      return trouble(id_, error.what());
    }
  }

 private:
  std::string hello(const JsonReader& request) {
    request.expect_only({"hello"});
    request.at("hello").expect_only({"protocol"});
    request.at("hello").at("protocol").version(1);
    return greeting(implementation_.identity());
  }

  std::string bye(const JsonReader& request) {
    request.expect_only({"bye"});
    is_over_ = true;
    return R"({"bye":true})";
  }

  std::string run(const JsonReader& request) {
    id_ = std::to_string(request.at("id").integer(-largest_id, largest_id));
    request.expect_only({"id", "run"});
    return run(request.at("run").json());
  }

  std::string run(std::string_view scenario) {
    auto run = implementation_.run_one(parse_scenario(scenario));
    if (const auto* failure = run.trouble()) return trouble(id_, failure->what);
    return R"({"id":)" + id_ + R"(,"trace":)" + std::string(run.text()) + "}";
  }

  Implementation& implementation_;
  std::string id_;
  bool is_over_ = false;
};

}  // namespace

int serve(Implementation& implementation, int input, int output) {
  Lines lines(input, output);
  Server server(implementation);
  try {
    while (!server.is_over()) {
      const auto line = lines.read();
      if (!line) return 0;
      lines.write(server.answer(*line));
    }
    lines.flush();
    return 0;
  } catch (const BrokenPipe&) {
    return 1;
  }
}

}  // namespace gathercheck::conformance
