// SPDX-License-Identifier: MIT
#include <algorithm>

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
    if (scenario_.python) out_ += ',', out_ += section_, key("python"), python(*scenario_.python);
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
      call(a);
    }
    if (a.other_loop) out_ += ",\"loop\":\"other\"";
    if (a.kind == spec::Kind::object) object(a);
    out_ += '}';
  }

  /// What a gather is called with beside its arguments.
  void call(const Awaitable& a) {
    const auto is_own = [](const Keyword& each) { return each.name == return_exceptions_word; };
    const auto own = std::ranges::find_if(a.keywords, is_own);
    if (own != a.keywords.end())
      out_ += ",\"return_exceptions\":", keyword_value(*own);
    else if (a.return_exceptions)
      out_ += ",\"return_exceptions\":true";
    if (a.positional) out_ += ",\"positional\":true";
    std::string before = ",\"keywords\":{";
    for (const auto& each : a.keywords) {
      if (is_own(each)) continue;
      out_ += before, key(each.name), keyword_value(each);
      before = ',';
    }
    if (before == ",") out_ += '}';
  }

  void keyword_value(const Keyword& keyword) {
    if (const auto* whole = std::get_if<std::int64_t>(&keyword.value))
      number(*whole);
    else if (const auto* words = std::get_if<std::string>(&keyword.value))
      text(*words);
    else
      out_ += std::holds_alternative<Keyword::Loop>(keyword.value) ? "\"running\"" : "null";
  }

  void object(const Awaitable& a) {
    out_ += ',', key("is"), text(object_type_words[static_cast<std::size_t>(a.is)]);
    if (!is_made_of_another(a.is)) return;
    out_ += ',', key("of"), text(scenario_.name(a.of.front()));
    if (a.is == ObjectType::wait_for) out_ += ',', key("timeout"), number(a.timeout);
  }

  void python(const Python& p) {
    out_ += '{';
    if (p.eager) key("eager"), out_ += "true,";
    if (p.factory) key("factory"), out_ += "true,";
    if (p.runner != Runner::plain)
      key("runner"), text(runner_words[static_cast<std::size_t>(p.runner)]), out_ += ',';
    if (!p.before.empty()) key("before"), steps(p.before), out_ += ',';
    if (p.current) key("current"), out_ += "true,";
    if (!p.thread.empty()) key("thread"), steps(p.thread), out_ += ',';
    if (out_.back() == ',') out_.pop_back();
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
      case Op::stop:
        out_ += "true";
        break;
      case Op::wait:
      case Op::task_group:
        list(s.actions, "", [&](const Step& each) { text(scenario_.name(each.target)); });
        break;
      case Op::acquire:
      case Op::release:
        text(s.label);
        break;
      case Op::note:
        note(s);
        break;
      case Op::set_variable:
        value(s.value);
        break;
      default:
        text(scenario_.name(s.target));
        break;
    }
    if (s.catch_errors) out_ += ",\"catch\":true";
    if (s.shield) out_ += ",\"shield\":true";
    if (s.op == Op::await && s.bound() != Bound::none)
      out_ += ',', key(bound_words[s.word]), number(s.delay);
    if (s.op == Op::wait) out_ += ',', key("until"), text(until_words[s.word]);
    if (s.message) out_ += ',', key("message"), text(*s.message);
    if (s.op == Op::set_result) out_ += ',', key("value"), value(s.value);
    if (s.op == Op::set_exception) out_ += ',', key("error"), error(s.error());
    if (s.op == Op::add_done_callback) {
      out_ += ',', key("label"), text(s.label), out_ += ',', key("do"), steps(s.actions);
    }
    out_ += '}';
  }

  void note(const Step& s) {
    text(note_words[s.word]);
    if (s.target != spec::no_name) out_ += ',', key("of"), text(scenario_.name(s.target));
    if (s.to != spec::no_name) out_ += ',', key("to"), text(scenario_.name(s.to));
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
