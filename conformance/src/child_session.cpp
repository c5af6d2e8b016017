// SPDX-License-Identifier: MIT
#include "child_session.hpp"

#include <poll.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <thread>

#include "gathercheck/spec/json_text.hpp"

namespace gathercheck::conformance {
namespace {

namespace asio = boost::asio;
namespace bp = boost::process;

constexpr std::size_t longest_line = 64u << 20;
constexpr std::size_t kept_errors = 2000;

/// How often it is asked whether the wait is still wanted.
constexpr std::chrono::milliseconds heartbeat{50};

/// How long a child may take to end when it has answered everything.
constexpr std::chrono::milliseconds parting{500};

/// Whether this would do something to a terminal instead of being shown.
bool is_no_text(unsigned char c) {
  return c < ' ' && c != '\n' && c != '\t';
}

bp::environment environment_of(const ChildProcess::Options& options, const ProcessMark& mark) {
  bp::environment environment = boost::this_process::environment();
  for (const auto& [key, value] : options.environment) environment[key] = value;
  environment[ProcessMark::name] = mark.value();
  return environment;
}

std::string program_of(const std::vector<std::string>& command) {
  if (command.front().find('/') != std::string::npos) return command.front();
  const auto found = bp::search_path(command.front());
  if (found.empty()) throw Unavailable("the program \"" + command.front() + "\" is not on PATH");
  return found.string();
}

}  // namespace

ChildSession::ChildSession(const ChildProcess::Options& options)
    : care_(options.care), in_(io_), out_(io_), err_(io_) {
  std::signal(SIGPIPE, SIG_IGN);  // a child that is gone is an error of write, not our end
  const auto program = program_of(options.command);
  std::error_code error;
  child_ = bp::child(
      bp::exe = program,
      bp::args = std::vector<std::string>(options.command.begin() + 1, options.command.end()),
      environment_of(options, mark_), bp::std_in<in_, bp::std_out> out_, bp::std_err > err_, group_,
      error);
  if (error)
    throw Unavailable("the program \"" + options.command.front() +
                      "\" cannot be started: " + error.message());
  read_errors();
}

ChildSession::~ChildSession() {
  std::error_code ignored;
  boost::system::error_code also_ignored;
  in_.close(also_ignored);
  const bool over = !is_running();
  group_.terminate(ignored);
  mark_.kill_all();  // what has left the group
  if (!over) child_.wait(ignored);
}

void ChildSession::part() {
  const auto deadline = Clock::now() + parting;
  write("{\"bye\":true}\n");
  boost::system::error_code ignored;
  while (is_running() && Clock::now() < deadline) {
    if (!writing_ && in_.is_open()) in_.close(ignored);
    if (!reading_ && !at_end_) read_more();
    inbox_.clear();
    if (io_.stopped()) io_.restart();
    io_.run_one_for(std::chrono::milliseconds(2));
  }
}

void ChildSession::close_input() {
  boost::system::error_code ignored;
  in_.close(ignored);
}

std::optional<int> ChildSession::status() {
  if (is_running() || !WIFEXITED(child_.native_exit_code())) return {};
  return child_.exit_code();
}

bool ChildSession::is_running() {
  std::error_code ignored;
  return child_.running(ignored);
}

bool ChildSession::wait_for_end(std::chrono::milliseconds time) {
  const auto deadline = Clock::now() + time;
  while (is_running()) {
    if (Clock::now() >= deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

void ChildSession::write(std::string text) {
  outbox_.push_back(std::move(text));
  if (!writing_) write_more();
}

void ChildSession::write_more() {
  writing_ = !outbox_.empty();
  if (!writing_) return;
  asio::async_write(in_, asio::buffer(outbox_.front()),
                    [this](const boost::system::error_code& error, std::size_t) {
                      outbox_.pop_front();
                      if (error) outbox_.clear();
                      write_more();
                    });
}

void ChildSession::read_more() {
  reading_ = true;
  out_.async_read_some(asio::buffer(out_buffer_),
                       [this](const boost::system::error_code& error, std::size_t size) {
                         reading_ = false;
                         inbox_.append(out_buffer_.data(), size);
                         at_end_ = at_end_ || error;
                       });
}

void ChildSession::read_errors() {
  err_.async_read_some(asio::buffer(err_buffer_),
                       [this](const boost::system::error_code& error, std::size_t size) {
                         errors_.append(err_buffer_.data(), size);
                         errors_size_ += size;
                         if (errors_.size() > 2 * kept_errors)
                           errors_.erase(0, errors_.size() - kept_errors);
                         errors_at_end_ = static_cast<bool>(error);
                         if (!error) read_errors();
                       });
}

std::optional<std::string> ChildSession::take_line() {
  if (const auto end = inbox_.find('\n', searched_); end != std::string::npos) {
    std::string line = inbox_.substr(taken_, end - taken_);
    taken_ = searched_ = end + 1;
    return line;
  }
  inbox_.erase(0, taken_);
  taken_ = 0;
  searched_ = inbox_.size();
  return {};
}

std::variant<std::string, Trouble> ChildSession::read_line(Clock::time_point deadline) {
  for (;;) {
    if (auto line = take_line()) return std::move(*line);
    if (inbox_.size() > longest_line)
      return Trouble{Trouble::Kind::garbage, "a line of more than 64 MiB" + last_errors()};
    if (at_end_) return ended();
    if (Clock::now() >= deadline) return silent();
    if (!reading_) read_more();
    wait_until(deadline);
  }
}

/// Waits for something to happen, at most until the deadline or for one heartbeat.
void ChildSession::wait_until(Clock::time_point deadline) {
  if (io_.stopped()) io_.restart();
  const auto end = std::min(deadline, Clock::now() + heartbeat);
  const bool is_quiet = io_.run_one_until(end) == 0;
  if (care_.given_up && care_.given_up()) throw Interrupted();
  // Somebody else may hold the output of a child that is no more.
  if (is_quiet && !is_running()) at_end_ = is_held_open_ = true;
}

Trouble ChildSession::silent() {
  auto what = "no answer within " + std::to_string(care_.patience.count()) + " ms";
  if (const auto doing = doing_of(child_.id()); !doing.empty()) what += "; its process " + doing;
  if (is_deaf()) what += "; it has closed its input";
  return {Trouble::Kind::timeout, what + begun_line() + last_errors()};
}

/// Whether nobody is left who could read what is written to the child.
bool ChildSession::is_deaf() {
  pollfd input{in_.native_sink(), 0, 0};
  return in_.is_open() && poll(&input, 1, 0) == 1 && (input.revents & POLLERR) != 0;
}

/// "; it has begun the line ...".
std::string ChildSession::begun_line() const {
  const auto begun = std::string_view(inbox_).substr(taken_);
  return begun.empty() ? "" : "; it has begun the line " + spec::quoted(begun, 200);
}

Trouble ChildSession::ended() {
  if (!wait_for_end(std::min<std::chrono::milliseconds>(care_.patience, std::chrono::seconds(1))))
    return {Trouble::Kind::timeout, "it closed its output but runs on" + last_errors()};
  const auto details = (is_held_open_ ? "; another process holds its output open" : "") +
                       begun_line() + last_errors();
  const int status = child_.native_exit_code();
  if (WIFSIGNALED(status))
    return {Trouble::Kind::signal, "killed by signal " + std::to_string(WTERMSIG(status)) + " (" +
                                       strsignal(WTERMSIG(status)) + ")" + details};
  return {Trouble::Kind::exit,
          "its process ended with status " + std::to_string(child_.exit_code()) + details};
}

/// Reads what is left of the standard error; of a child that lives, what is there.
void ChildSession::read_last_errors() {
  const auto deadline = Clock::now() + std::chrono::milliseconds(100);
  const auto more = [&] { return is_running() ? io_.poll_one() : io_.run_one_until(deadline); };
  if (io_.stopped()) io_.restart();
  while (!errors_at_end_ && Clock::now() < deadline && more() != 0) {
  }
}

std::string ChildSession::last_errors() {
  read_last_errors();
  std::string text = errors_;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  if (text.size() > kept_errors) text.erase(0, text.size() - kept_errors);
  if (text.empty()) return {};
  std::ranges::replace_if(text, is_no_text, '?');
  const auto megabytes = errors_size_ >> 20;
  return "; its standard error" +
         (megabytes > 0 ? ", of more than " + std::to_string(megabytes) + " MiB," : "") +
         " ends with:\n" + text;
}

}  // namespace gathercheck::conformance
