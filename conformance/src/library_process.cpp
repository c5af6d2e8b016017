// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/library_process.hpp"

#include "gathercheck/spec/format_error.hpp"
#include "gathercheck/spec/json_text.hpp"
#include "kept_child.hpp"
#include "library_answers.hpp"

namespace gathercheck::conformance {

LibraryProcess::LibraryProcess(ChildProcess::Options options)
    : child_(std::make_unique<KeptChild>(
          std::move(options),
          KeptChild::Greeting{R"({"hello":{"library":1}})", read_library_hello})) {}

LibraryProcess::~LibraryProcess() = default;

const Identity& LibraryProcess::identity() const {
  return child_->identity();
}

std::variant<std::vector<Deed>, Trouble> LibraryProcess::begin() {
  deadline_ = child_->session().end_of_patience();
  auto deeds = tell(R"("begin":true)");
  const auto* done = std::get_if<std::vector<Deed>>(&deeds);
  if (done && !done->empty()) return nonsense("it does something before it was asked to gather");
  return deeds;
}

std::variant<std::vector<Deed>, Trouble> LibraryProcess::tell(std::string_view what) {
  auto& session = child_->session();
  const auto id = ++last_id_;
  session.write(R"({"id":)" + std::to_string(id) + ',' + std::string(what) + "}\n");
  auto answer = session.read_line(deadline_);
  if (auto* trouble = std::get_if<Trouble>(&answer)) return std::move(*trouble);
  last_answer_ = std::move(std::get<std::string>(answer));
  try {
    return read_deeds(last_answer_, id);
  } catch (const spec::FormatError& error) {
    return nonsense(error.what());
  }
}

Trouble LibraryProcess::nonsense(const std::string& what) {
  return {Trouble::Kind::garbage, what + "; the answer was: " + spec::quoted(last_answer_, 200) +
                                      child_->session().last_errors()};
}

void LibraryProcess::has_answered() {
  child_->has_answered();
}

void LibraryProcess::give_up_on(const Trouble& trouble) {
  child_->give_up_on(trouble);
}

}  // namespace gathercheck::conformance
