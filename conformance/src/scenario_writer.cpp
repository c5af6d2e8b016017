// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/json_text.hpp"

namespace gathercheck::conformance {
namespace {

class Writer {
 public:
  Writer(const Scenario& scenario, bool pretty)
      : scenario_(scenario), line_(pretty ? "\n   " : ""), section_(pretty ? "\n " : "") {}

  std::string write() {
    out_ += "{\"scenario\":1,";
    if (!scenario_.about.empty())
      out_ += section_, key("about"), text(scenario_.about), out_ += ',';
    out_ += section_, key("awaitables");
    list(scenario_.awaitables, line_, [&](const Awaitable& each) { awaitable(each); });
    out_ += ',', out_ += section_, key("main");
    out_ += '{', script(scenario_.main), out_ += '}';
    if (!scenario_.timeline.empty()) {
      out_ += ',', out_ += section_, key("timeline");
      list(scenario_.timeline, line_, [&](const Moment& each) { moment(each); });
    }
    out_ += '}';
    return std::move(out_);
  }

 private:
  template <typename Items, typename Write>
  void list(const Items& items, const std::string& before, Write write) {
    out_ += '[';
    for (const auto& item : items) {
      if (&item != items.data()) out_ += ',';
      out_ += before;
      write(item);
    }
    out_ += ']';
  }

  void awaitable(const Awaitable& a) {
    out_ += '{', key("name"), text(a.name), out_ += ',', key("kind"), text(to_string(a.kind));
    if (a.kind == spec::Kind::coroutine || a.kind == spec::Kind::task)
      out_ += ',', script(a.script);
    if (a.kind == spec::Kind::gather) {
      out_ += ',', key("of");
      list(a.of, "", [&](spec::Name each) { text(scenario_.name(each)); });
      if (a.return_exceptions) out_ += ",\"return_exceptions\":true";
    }
    out_ += '}';
  }

  void script(const Script& s) {
    key("script"), steps(s.steps);
    if (s.on_cancel.empty()) return;
    out_ += ',', key("on_cancel");
    list(s.on_cancel, "", [&](const auto& block) { steps(block); });
  }

  void moment(const Moment& m) {
    out_ += '{', key("at"), number(m.at), out_ += ',';
    if (m.turn != 0) key("turn"), number(m.turn), out_ += ',';
    key("do"), steps(m.actions), out_ += '}';
  }

  void steps(const std::vector<Step>& all) {
    list(all, "", [&](const Step& each) { step(each); });
  }

  void step(const Step& s) {
    out_ += '{', key(op_words[static_cast<std::size_t>(s.op)]);
    switch (s.op) {
      case Op::sleep:
        number(s.delay);
        break;
      case Op::finish:
        value(s.value);
        break;
      case Op::raise:
        error(s.error());
        break;
      case Op::resume:
        out_ += "true";
        break;
      default:
        text(scenario_.name(s.target));
        break;
    }
    if (s.catch_errors) out_ += ",\"catch\":true";
    if (s.shield) out_ += ",\"shield\":true";
    if (s.message) out_ += ',', key("message"), text(*s.message);
    if (s.op == Op::set_result) out_ += ',', key("value"), value(s.value);
    if (s.op == Op::set_exception) out_ += ',', key("error"), error(s.error());
    if (s.op == Op::add_done_callback) {
      out_ += ',', key("label"), text(s.label), out_ += ',', key("do"), steps(s.actions);
    }
    out_ += '}';
  }

  void value(const ValueSpec& v) {
    if (const auto* whole = std::get_if<std::int64_t>(&v.data))
      number(*whole);
    else if (const auto* words = std::get_if<std::string>(&v.data))
      text(*words);
    else if (const auto* failure = std::get_if<ErrorSpec>(&v.data))
      out_ += "{\"error\":", error(*failure), out_ += '}';
    else if (const auto* awaitable = std::get_if<ValueSpec::Awaitable>(&v.data))
      out_ += "{\"awaitable\":", text(scenario_.name(awaitable->name)), out_ += '}';
    else
      out_ += "null";
  }

  void error(const ErrorSpec& e) {
    const auto type = error_type_words[static_cast<std::size_t>(e.type)];
    if (!e.message && e.object.empty()) return text(type);
    out_ += '{', key("type"), text(type);
    if (e.message) out_ += ',', key("message"), text(*e.message);
    if (!e.object.empty()) out_ += ',', key("object"), text(e.object);
    out_ += '}';
  }

  void key(std::string_view name) { out_ += '"', out_ += name, out_ += "\":"; }
  void text(std::string_view words) { spec::append_json(out_, words); }
  void number(std::int64_t whole) { spec::append_json(out_, whole); }

  const Scenario& scenario_;
  std::string line_;
  std::string section_;
  std::string out_;
};

}  // namespace

std::string to_json(const Scenario& scenario) {
  return Writer(scenario, false).write();
}

std::string to_pretty_json(const Scenario& scenario) {
  return Writer(scenario, true).write();
}

}  // namespace gathercheck::conformance
