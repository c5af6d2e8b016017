// SPDX-License-Identifier: MIT
#include "gathercheck/spec/json_text.hpp"
#include "gathercheck/spec/trace_json.hpp"

namespace gathercheck::spec {
namespace {

/// Appends the canonical form piece by piece; the order of the calls is the order of the keys.
class Writer {
 public:
  Writer(const Trace& trace, std::string& out) : trace_(trace), out_(out) { out_.clear(); }

  void trace() {
    out_ += R"({"trace":1,"edition":")";
    out_ += to_string(trace_.edition);
    out_ += trace_.python ? R"(","python":true,"awaitables":[)" : R"(","awaitables":[)";
    for (std::size_t i = 0; i < trace_.kinds.size(); ++i) {
      out_ += i == 0 ? R"({"name":)" : R"(,{"name":)";
      text(trace_.names[i]);
      out_ += R"(,"kind":")";
      out_ += to_string(trace_.kinds[i]);
      out_ += R"("})";
    }
    out_ += R"(],"events":[)";
    for (const auto& event : trace_.events) {
      if (&event != trace_.events.data()) out_ += ',';
      this->event(event);
    }
    out_ += R"(],"end":")";
    out_ += to_string(trace_.end);
    out_ += R"("})";
  }

 private:
  void event(const Event& e) {
    out_ += R"({"t":)";
    integer(e.time);
    out_ += R"(,"turn":)";
    integer(e.turn);
    out_ += R"(,"event":")";
    out_ += to_string(e.kind);
    out_ += '"';
    key_name("of", e.of);
    details(e);
    out_ += '}';
  }

  void details(const Event& e) {
    switch (e.kind) {
      case EventKind::created:
        key_name("by", e.by);
        break;
      case EventKind::gather:
        gather(e);
        break;
      case EventKind::started:
      case EventKind::resumed:
        break;
      case EventKind::sleeping:
        key("delay"), integer(e.delay);
        break;
      case EventKind::interrupted:
      case EventKind::unhandled:
      case EventKind::escaped:
        key("error"), error(*e.outcome.error());
        break;
      case EventKind::awaiting:
        key_name("on", e.on);
        if (e.shield) key_bool("shield", true);
        break;
      case EventKind::awaited:
        key_name("on", e.on), key_outcome("outcome", e.outcome);
        break;
      case EventKind::ended:
      case EventKind::final:
        key_outcome("outcome", e.outcome);
        break;
      case EventKind::cancel:
        key_name("by", e.by);
        if (e.message) key("message"), text(*e.message);
        key_bool("accepted", e.accepted);
        break;
      case EventKind::settle:
        key_name("by", e.by), key_outcome("outcome", e.outcome), key_bool("accepted", e.accepted);
        break;
      case EventKind::registered:
        key_name("by", e.by), key_name("label", e.label);
        break;
      case EventKind::callback:
        key_name("label", e.label), key_outcome("outcome", e.outcome);
        break;
      case EventKind::observed:
        observed(e);
        break;
      case EventKind::skipped:
        key_name("by", e.by), key_name("action", e.label);
        break;
      case EventKind::noted:
        key_name("by", e.by), key_name("what", e.label);
        if (e.on != no_name) key_name("to", e.on);
        key("value"), value(e.outcome.value);
        break;
      case EventKind::logged:
        key("report"), text(e.message.value_or(""));
        if (e.outcome.is_error()) key("error"), error(*e.outcome.error());
        break;
      case EventKind::warned:
        key("category"), text(e.message.value_or(""));
        break;
    }
  }

  void gather(const Event& e) {
    key_name("by", e.by);
    key("children");
    out_ += '[';
    for (const auto& child : e.children) {
      if (&child != e.children.data()) out_ += ',';
      text(trace_.name(child));
    }
    out_ += ']';
    key_bool("return_exceptions", e.return_exceptions);
    if (e.outcome.is_error())
      key("error"), error(*e.outcome.error());
    else
      key_bool("done", e.done);
  }

  void observed(const Event& e) {
    key_name("by", e.by);
    key_bool("done", e.done);
    key_bool("cancelled", e.cancelled);
    key_outcome("result", e.outcome);
    key_outcome("exception", e.exception);
    key_bool("loop", e.loop);
    if (e.cancelling) key("cancelling"), integer(*e.cancelling);
  }

  void key(std::string_view name) {
    out_ += ",\"";
    out_ += name;
    out_ += "\":";
  }
  void key_name(std::string_view name, Name value) {
    key(name);
    text(trace_.name(value));
  }
  void key_bool(std::string_view name, bool value) {
    key(name);
    out_ += value ? "true" : "false";
  }
  void key_outcome(std::string_view name, const Outcome& outcome) {
    key(name);
    switch (outcome.kind) {
      case Outcome::Kind::none:
      case Outcome::Kind::pending:
        out_ += "\"pending\"";
        break;
      case Outcome::Kind::cancelled:
        out_ += "\"cancelled\"";
        break;
      case Outcome::Kind::result:
        out_ += "{\"result\":";
        value(outcome.value);
        out_ += '}';
        break;
      case Outcome::Kind::error:
        out_ += "{\"error\":";
        error(*outcome.error());
        out_ += '}';
        break;
    }
  }

  void value(const Value& v) {
    if (const auto* number = std::get_if<std::int64_t>(&v.data)) return integer(*number);
    if (const auto* words = std::get_if<std::string>(&v.data)) return text(*words);
    if (const auto* items = v.list()) return list(*items);
    if (const auto* failure = v.error()) {
      out_ += "{\"error\":";
      error(*failure);
      out_ += '}';
    } else if (const auto* awaitable = std::get_if<Value::Awaitable>(&v.data)) {
      out_ += "{\"awaitable\":";
      text(trace_.name(awaitable->name));
      out_ += '}';
    } else {
      out_ += "null";
    }
  }
  void list(const Value::List& items) {
    out_ += "{\"list\":[";
    for (const auto& item : items.items) {
      if (&item != items.items.data()) out_ += ',';
      value(item);
    }
    out_ += "],\"id\":";
    integer(items.id);
    out_ += '}';
  }
  void error(const Error& e) {
    out_ += "{\"type\":";
    text(e.type);
    out_ += ",\"id\":";
    integer(e.id);
    if (e.message) key("message"), text(*e.message);
    if (trace_.python) error_text(e);
    out_ += '}';
  }
  void error_text(const Error& e) {
    if (const auto* said = trace_.text_of(e)) key("text"), text(*said);
  }

  void integer(std::int64_t number) { append_json(out_, number); }
  void text(std::string_view words) { append_json(out_, words); }

  const Trace& trace_;
  std::string& out_;
};

}  // namespace

void write_json(const Trace& trace, std::string& text) {
  Writer(trace, text).trace();
}

std::string to_json(const Trace& trace) {
  std::string text;
  write_json(trace, text);
  return text;
}

}  // namespace gathercheck::spec
