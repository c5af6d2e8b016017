// SPDX-License-Identifier: MIT
#include "kept_child.hpp"

#include <utility>

#include "gathercheck/spec/format_error.hpp"
#include "gathercheck/spec/json_text.hpp"

namespace gathercheck::conformance {
namespace {

/// So many children in a row may end without a single answer; one that hangs takes long, and counts
/// as ten.
constexpr int most_fruitless = 100;
constexpr int weight_of_hanging = 10;

/// So often a child that does not greet is started once more.
constexpr int most_greetings = 3;

}  // namespace

KeptChild::KeptChild(ChildProcess::Options options, Greeting greeting)
    : options_(std::move(options)), greeting_(std::move(greeting)), identity_(greet()) {}

KeptChild::~KeptChild() {
  if (session_) session_->part();
}

ChildSession& KeptChild::session() {
  if (!session_) restart();
  return *session_;
}

Identity KeptChild::greet() {
  auto session = std::make_unique<ChildSession>(options_);
  session->write(greeting_.hello + "\n");
  auto answer = session->read_line();
  const auto program = "\"" + options_.command.front() + "\"";
  if (const auto* trouble = std::get_if<Trouble>(&answer))
    throw Unavailable(program + " did not greet: " + trouble->what);
  const auto& line = std::get<std::string>(answer);
  try {
    auto identity = greeting_.answer(line);
    session_ = std::move(session);
    return identity;
  } catch (const spec::FormatError& error) {
    throw Unavailable(program + " does not speak the protocol: " + error.what() +
                      "; it said: " + spec::quoted(line, 200) + session->last_errors());
  }
}

void KeptChild::restart() {
  for (int attempt = 1; !session_; ++attempt) {
    try {
      if (greet() != identity_) {
        session_.reset();
        throw Unavailable("\"" + options_.command.front() +
                          "\" was started again and says now that it is another implementation");
      }
    } catch (const Unavailable&) {
      if (attempt == most_greetings) throw;
    }
  }
}

void KeptChild::give_up_on(const Trouble& trouble) {
  session_.reset();
  fruitless_ += trouble.kind == Trouble::Kind::timeout ? weight_of_hanging : 1;
  if (fruitless_ < most_fruitless) return;
  throw Unavailable("\"" + options_.command.front() +
                    "\" was started again and again and never answered a request; the last time: " +
                    trouble.what);
}

}  // namespace gathercheck::conformance
