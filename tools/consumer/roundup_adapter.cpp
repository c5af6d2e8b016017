#include "gathercheck/conformance/serve.hpp"
#include "roundup.hpp"

using namespace gathercheck;
using namespace gathercheck::conformance;

class RoundupLibrary final : public Library {
 public:
  Identity identity() const override {
    return {"roundup",
            "1.0",
            "C++",
            spec::newest_edition,
            {"cancel_child", "nesting", "empty", "futures", "tasks", "identity"}};
  }
  std::unique_ptr<Group> gather(std::vector<Child> children, bool, Done done) override {
    auto roundup = std::make_shared<roundup::Roundup<Value>>(
        children.size(), [done](std::exception_ptr error, std::vector<Value> values) {
          done(error ? Outcome(error) : Outcome(Value(values)));
        });
    for (std::size_t job = 0; job < children.size(); ++job)
      children[job].start([roundup, job](const Outcome& end) {
        end.has_value() ? roundup->succeed(job, end.value()) : roundup->fail(end.error());
      });
    return std::make_unique<Group>();
  }
};

int main() {
  return serve<RoundupLibrary>();
}
