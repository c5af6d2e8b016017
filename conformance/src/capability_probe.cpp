// SPDX-License-Identifier: MIT
#include "gathercheck/conformance/capability_probe.hpp"

#include <array>

#include "gathercheck/conformance/scenario_json.hpp"
#include "gathercheck/spec/proof.hpp"

namespace gathercheck::conformance {
namespace {

using spec::Edition;

constexpr std::array probes{
    CapabilityProbe{.word = "cancel_outer",
                    .scenario = R"({"scenario":1,"awaitables":[
 {"name":"a","kind":"coroutine","script":[{"sleep":5}]},
 {"name":"outer","kind":"gather","of":["a"]}],
 "main":{"script":[{"gather":"outer"},{"await":"outer"}]},
 "timeline":[{"at":1,"do":[{"cancel":"outer"}]}]})",
                    .tried = R"({"shows":[{"event":"cancel","of":"outer"}]})",
                    .shown = R"({"shows":[{"event":"cancel","of":"outer","accepted":true},
 {"t":1,"event":"interrupted","of":"a"},
 {"t":1,"event":"awaited","on":"outer","outcome":{"error":{"type":"CancelledError"}}}]})"},
    CapabilityProbe{
        .word = "cancel_child",
        .scenario = R"({"scenario":1,"awaitables":[
 {"name":"f","kind":"future"},
 {"name":"outer","kind":"gather","of":["f"]}],
 "main":{"script":[{"gather":"outer"},{"await":"outer"}]},
 "timeline":[{"at":1,"do":[{"cancel":"f"}]}]})",
        .tried =
            R"({"shows":[{"event":"cancel","of":"f","accepted":true},{"event":"final","of":"f","outcome":"cancelled"}]})",
        .shown = R"({"shows":[{"event":"cancel","of":"f","accepted":true},
 {"t":1,"event":"awaited","on":"outer","outcome":{"error":{"type":"CancelledError"}}},
 {"event":"final","of":"f","outcome":"cancelled"}]})"},
    CapabilityProbe{
        .word = "cancel_awaiter",
        .scenario = R"({"scenario":1,"awaitables":[
 {"name":"a","kind":"coroutine","script":[{"sleep":5}]},
 {"name":"outer","kind":"gather","of":["a"]}],
 "main":{"script":[{"gather":"outer"},{"await":"outer"}]},
 "timeline":[{"at":1,"do":[{"cancel":"main"}]}]})",
        .tried = R"({"shows":[{"event":"cancel","of":"main"},{"event":"final","of":"main"}]})",
        .shown = R"({"shows":[{"event":"cancel","of":"main","accepted":true},
 {"t":1,"event":"awaited","on":"outer","outcome":{"error":{"type":"CancelledError"}}},
 {"event":"final","of":"main","outcome":"cancelled"}]})"},
    CapabilityProbe{
        .word = "return_exceptions",
        .scenario = R"({"scenario":1,"awaitables":[
 {"name":"a","kind":"coroutine","script":[{"raise":"ValueError"}]},
 {"name":"b","kind":"coroutine","script":[{"return":2}]},
 {"name":"outer","kind":"gather","of":["a","b"],"return_exceptions":true}],
 "main":{"script":[{"gather":"outer"},{"await":"outer"}]}})",
        .tried =
            R"({"shows":[{"event":"gather","of":"outer","return_exceptions":true},{"event":"ended","of":"b"}]})",
        .shown = R"({"shows":[{"event":"awaited","on":"outer",
 "outcome":{"result":{"list":[{"error":{"type":"ValueError"}},2]}}}]})"},
    CapabilityProbe{
        .word = "duplicates",
        .scenario = R"({"scenario":1,"awaitables":[
 {"name":"a","kind":"coroutine","script":[{"return":7}]},
 {"name":"outer","kind":"gather","of":["a","a"]}],
 "main":{"script":[{"gather":"outer"},{"await":"outer"}]}})",
        .tried = R"({"shows":[{"event":"gather","of":"outer","children":["a","a"]}]})",
        .shown =
            R"({"shows":[{"event":"awaited","on":"outer","outcome":{"result":{"list":[7,7]}}}]})"},
    CapabilityProbe{.word = "nesting",
                    .scenario = R"({"scenario":1,"awaitables":[
 {"name":"a","kind":"coroutine","script":[{"return":7}]},
 {"name":"inner","kind":"gather","of":["a"]},
 {"name":"outer","kind":"gather","of":["inner"]}],
 "main":{"script":[{"gather":"inner"},{"gather":"outer"},{"await":"outer"}]}})",
                    .tried = R"({"shows":[{"event":"gather","of":"outer","children":["inner"]}]})",
                    .shown = R"({"shows":[{"event":"awaited","on":"outer",
 "outcome":{"result":{"list":[{"list":[7]}]}}}]})"},
    CapabilityProbe{
        .word = "empty",
        .scenario = R"({"scenario":1,"awaitables":[{"name":"outer","kind":"gather","of":[]}],
 "main":{"script":[{"gather":"outer"},{"await":"outer"}]}})",
        .tried = R"({"shows":[{"event":"gather","of":"outer","children":[]}]})",
        .shown =
            R"({"shows":[{"event":"awaited","on":"outer","outcome":{"result":{"list":[]}}}]})"},
    CapabilityProbe{.word = "futures",
                    .scenario = R"({"scenario":1,"awaitables":[
 {"name":"f","kind":"future"},
 {"name":"outer","kind":"gather","of":["f"]}],
 "main":{"script":[{"gather":"outer"},{"await":"outer"}]},
 "timeline":[{"at":1,"do":[{"set_result":"f","value":7}]}]})",
                    .tried = R"({"shows":[{"event":"settle","of":"f","accepted":true},
 {"event":"final","of":"f","outcome":{"result":7}}]})",
                    .shown = R"({"shows":[{"event":"settle","of":"f","accepted":true},
 {"t":1,"event":"awaited","on":"outer","outcome":{"result":{"list":[7]}}}]})"},
    CapabilityProbe{.word = "tasks",
                    .scenario = R"({"scenario":1,"awaitables":[
 {"name":"t","kind":"task","script":[{"sleep":1},{"return":7}]},
 {"name":"outer","kind":"gather","of":["t"]}],
 "main":{"script":[{"create":"t"},{"gather":"outer"},{"await":"outer"}]}})",
                    .tried = R"({"shows":[{"event":"created","of":"t"},
 {"t":1,"event":"ended","of":"t","outcome":{"result":7}}]})",
                    .shown = R"({"shows":[{"event":"created","of":"t"},
 {"t":1,"event":"awaited","on":"outer","outcome":{"result":{"list":[7]}}},
 {"event":"final","of":"t","outcome":{"result":7}}]})"},
    CapabilityProbe{.word = "callbacks",
                    .scenario = R"({"scenario":1,"awaitables":[
 {"name":"a","kind":"coroutine","script":[{"return":7}]},
 {"name":"outer","kind":"gather","of":["a"]}],
 "main":{"script":[{"gather":"outer"},{"add_done_callback":"outer","label":"k","do":[]}]}})",
                    .tried = R"({"shows":[{"event":"registered","of":"outer","label":"k"}]})",
                    .shown = R"({"shows":[{"event":"registered","of":"outer","label":"k"},
 {"event":"callback","of":"outer","label":"k","outcome":{"result":{"list":[7]}}}]})"},
    CapabilityProbe{
        .word = "observe",
        .scenario = R"({"scenario":1,"awaitables":[
 {"name":"a","kind":"coroutine","script":[{"sleep":1},{"return":7}]},
 {"name":"outer","kind":"gather","of":["a"]}],
 "main":{"script":[{"gather":"outer"},{"observe":"outer"},{"await":"outer"},{"observe":"outer"}]}})",
        .tried =
            R"({"shows":[{"event":"observed","of":"outer"},{"event":"observed","of":"outer"}]})",
        .shown = R"({"shows":[
 {"event":"observed","of":"outer","done":false,"result":{"error":{"type":"InvalidStateError"}}},
 {"event":"observed","of":"outer","done":true,"cancelled":false,"result":{"result":{"list":[7]}},
  "exception":{"result":null}}]})"},
    CapabilityProbe{
        .word = "identity",
        .scenario = R"({"scenario":1,"awaitables":[
 {"name":"a","kind":"coroutine","script":[{"raise":{"type":"KeyError","object":"e"}}]},
 {"name":"outer","kind":"gather","of":["a"]}],
 "main":{"script":[{"gather":"outer"},{"await":"outer","catch":true},
  {"raise":{"type":"KeyError","object":"e"}}]}})",
        .tried =
            R"({"shows":[{"event":"ended","of":"a","outcome":{"error":{"type":"KeyError","id":1}}},
 {"event":"ended","of":"main","outcome":{"error":{"type":"KeyError","id":1}}}]})",
        .shown =
            R"({"shows":[{"event":"ended","of":"a","outcome":{"error":{"type":"KeyError","id":1}}},
 {"event":"awaited","on":"outer","outcome":{"error":{"type":"KeyError","id":1}}}]})"},
    CapabilityProbe{
        .word = "turns",
        .scenario = R"({"scenario":1,"awaitables":[
 {"name":"a","kind":"coroutine","script":[{"sleep":0},{"return":7}]},
 {"name":"inner","kind":"gather","of":["a"]},
 {"name":"b","kind":"coroutine","script":[{"sleep":9}]},
 {"name":"outer","kind":"gather","of":["inner"]},
 {"name":"other","kind":"gather","of":["b"]}],
 "main":{"script":[{"gather":"inner"},{"gather":"outer"},{"gather":"other"},{"await":"outer"},
  {"await":"other"}]},
 "timeline":[{"at":1,"turn":2,"do":[{"cancel":"other"}]}]})",
        .tried =
            R"({"shows":[{"turn":1,"event":"sleeping","of":"a"},{"turn":2,"event":"ended","of":"a"}]})",
        .shown =
            R"({"shows":[{"turn":1,"event":"started","of":"a"},{"turn":1,"event":"started","of":"b"},
 {"turn":2,"event":"ended","of":"a"},{"turn":5,"event":"awaited","on":"outer"},
 {"t":1,"turn":8,"event":"cancel","of":"other"},{"turn":9,"event":"interrupted","of":"b"},
 {"turn":11,"event":"awaited","on":"other"}]})"},
    CapabilityProbe{.word = "set_by_hand",
                    .scenario = R"({"scenario":1,"awaitables":[
 {"name":"a","kind":"coroutine","script":[{"sleep":5}]},
 {"name":"outer","kind":"gather","of":["a"]}],
 "main":{"script":[{"gather":"outer"},{"await":"outer"}]},
 "timeline":[{"at":1,"do":[{"set_result":"outer","value":7}]}]})",
                    .tried = R"({"shows":[{"event":"settle","of":"outer"}]})",
                    .shown = R"({"shows":[{"event":"settle","of":"outer","accepted":true},
 {"t":1,"event":"awaited","on":"outer","outcome":{"result":7}}]})"},
    CapabilityProbe{
        .word = "shield",
        .scenario = R"({"scenario":1,"awaitables":[
 {"name":"a","kind":"coroutine","script":[{"sleep":5},{"return":7}]},
 {"name":"outer","kind":"gather","of":["a"]}],
 "main":{"script":[{"gather":"outer"},{"await":"outer","shield":true}]},
 "timeline":[{"at":1,"do":[{"cancel":"main"}]}]})",
        .tried =
            R"({"shows":[{"event":"awaiting","on":"outer","shield":true},{"event":"cancel","of":"main"}]})",
        .shown =
            R"({"shows":[{"t":1,"event":"awaited","on":"outer","outcome":{"error":{"type":"CancelledError"}}},
 {"t":5,"event":"ended","of":"a","outcome":{"result":7}}],
 "never":[{"event":"interrupted"}]})"},
    CapabilityProbe{
        .word = "messages",
        .scenario = R"({"scenario":1,"awaitables":[
 {"name":"t","kind":"task","script":[{"sleep":5}]},
 {"name":"outer","kind":"gather","of":["t"]}],
 "main":{"script":[{"create":"t"},{"gather":"outer"},{"await":"outer"}]},
 "timeline":[{"at":1,"do":[{"cancel":"outer","message":"enough"}]}]})",
        .tried = R"({"shows":[{"event":"cancel","of":"outer","message":"enough"}]})",
        .shown = R"({"shows":[{"event":"cancel","of":"outer","message":"enough","accepted":true},
 {"event":"interrupted","of":"t","error":{"type":"CancelledError","message":"enough"}}]})",
        .since = Edition{9}},
    CapabilityProbe{
        .word = "python",
        .scenario = R"({"scenario":1,"python":{},"awaitables":[
 {"name":"x","kind":"object","is":"number"},
 {"name":"outer","kind":"gather","of":["x"]}],
 "main":{"script":[{"gather":"outer"}]}})",
        .tried = R"({"shows":[{"event":"gather","of":"outer"}]})",
        .shown = R"({"shows":[{"event":"gather","of":"outer","error":{"type":"TypeError"}}]})"},
    CapabilityProbe{
        .word = "eager_tasks",
        .scenario = R"({"scenario":1,"python":{"eager":true},"awaitables":[
 {"name":"a","kind":"coroutine","script":[{"return":7}]},
 {"name":"outer","kind":"gather","of":["a"]}],
 "main":{"script":[{"gather":"outer"},{"await":"outer"}]}})",
        .tried = R"({"shows":[{"event":"noted","what":"eager"},{"event":"gather","of":"outer"}]})",
        .shown = R"({"shows":[{"event":"ended","of":"a","outcome":{"result":7}},
 {"event":"gather","of":"outer"}]})",
        .since = Edition{12}},
    CapabilityProbe{
        .word = "task_groups",
        .scenario = R"({"scenario":1,"python":{},"awaitables":[
 {"name":"t","kind":"task","script":[{"sleep":1},{"return":7}]}],
 "main":{"script":[{"task_group":["t"]}]}})",
        .tried = R"({"shows":[{"event":"created","of":"t"}]})",
        .shown =
            R"({"shows":[{"event":"created","of":"t"},{"t":1,"event":"awaited","of":"main"}]})",
        .since = Edition{11}},
    CapabilityProbe{.word = "awaited_by",
                    .scenario = R"({"scenario":1,"python":{},"awaitables":[
 {"name":"t","kind":"task","script":[{"sleep":1}]},
 {"name":"outer","kind":"gather","of":["t"]}],
 "main":{"script":[{"create":"t"},{"gather":"outer"},{"await":"outer"}]},
 "timeline":[{"at":0,"turn":3,"do":[{"note":"awaited_by","of":"t"}]}]})",
                    .tried = R"({"shows":[{"event":"noted","what":"awaited_by"}]})",
                    .shown = R"({"shows":[{"event":"noted","what":"awaited_by","value":"main"}]})",
                    .since = Edition{14}},
    CapabilityProbe{
        .word = "threads",
        .scenario = R"({"scenario":1,"python":{"thread":[{"gather":"outer"}]},"awaitables":[
 {"name":"a","kind":"coroutine","script":[{"return":7}]},
 {"name":"outer","kind":"gather","of":["a"]}],
 "main":{"script":[{"sleep":1}]}})",
        .tried = R"({"shows":[{"event":"gather","of":"outer","by":"thread"}]})",
        .shown = R"({"shows":[{"event":"gather","of":"outer","by":"thread"}]})"},
    CapabilityProbe{.word = "refcounts",
                    .scenario = R"({"scenario":1,"python":{},"awaitables":[
 {"name":"a","kind":"coroutine","script":[{"sleep":1},{"raise":"ValueError"}]},
 {"name":"outer","kind":"gather","of":["a"]}],
 "main":{"script":[{"gather":"outer"},{"forget":"outer"},{"sleep":5},{"sleep":1}]}})",
                    .tried = R"({"shows":[{"event":"noted","what":"forgotten","of":"outer"}]})",
                    .shown = R"({"shows":[{"t":1,"event":"logged","of":"outer"}]})"},
};

}  // namespace

std::span<const CapabilityProbe> capability_probes() {
  return probes;
}

Probing probe(const CapabilityProbe& probe, Implementation& implementation) {
  auto run = implementation.run_one(parse_scenario(probe.scenario));
  if (const auto* trouble = run.trouble()) return {trouble->what, trouble->what};
  const auto trace = run.take_trace();
  return {spec::Proof::parse(probe.tried).missing(trace),
          spec::Proof::parse(probe.shown).missing(trace)};
}

}  // namespace gathercheck::conformance
