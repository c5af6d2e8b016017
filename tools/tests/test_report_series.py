# SPDX-License-Identifier: MIT
"""report diff and report merge: reports over time, and shards of them."""

import json
import unittest
from typing import Any

from program import CommandTest, command
from test_reports import SHORT, WRONG, ReportTest, read, run_check, schema_complaints


class Diff(ReportTest):
    def diff(self, before: str, now: str, status: int) -> Any:
        ended = command("report", "diff", before, now, "--json", "-")
        self.assertEqual(ended.status, status, ended)
        implementation = json.loads(ended.out)["implementations"][0]
        return {each["rule"]: each["kind"] for each in implementation["changes"]}

    def violated(self) -> Any:
        return [rule for rule in read(self.wrong)["rules"] if rule["violated"]]

    def mended(self, report: Any, reached: bool = True) -> str:
        """Mends the first violated rule, or has it not reached."""
        rule = next(each for each in report["rules"] if each["violated"])
        rule.update(violated=0, holds=rule["holds"] if reached else 0)
        rule["vacuous"] = report["judged"] - rule["holds"]
        rule.pop("violation")
        return str(rule["id"])

    def test_nothing_has_changed(self) -> None:
        self.assertEqual(self.diff(self.wrong, self.wrong, 0), {})
        self.assertIn("nothing has changed", self.good("report", "diff", self.wrong, self.wrong))

    def test_fixed_and_regressed(self) -> None:
        rule = self.violated()[0]["id"]
        mended = self.changed(self.mended)
        self.assertEqual(self.diff(self.wrong, mended, 0), {rule: "fixed"})
        self.assertEqual(self.diff(mended, self.wrong, 1), {rule: "regressed"})
        text = command("report", "diff", mended, self.wrong).out
        self.assertIn("1 regressed", text)
        self.assertIn(self.violated()[0]["violation"]["reason"], " ".join(text.split()))

    def test_changed_message(self) -> None:
        rule = self.violated()[0]["id"]

        def change(report: Any) -> None:
            next(each for each in report["rules"] if each["violated"])["violation"]["reason"] = "otherwise"

        self.assertEqual(self.diff(self.wrong, self.changed(change), 0), {rule: "changed"})

    def test_lost_and_reached(self) -> None:
        rule = self.violated()[0]["id"]
        unreached = self.changed(lambda report: self.mended(report, reached=False), "unreached.json")
        self.assertEqual(self.diff(self.wrong, unreached, 1), {rule: "lost"})
        self.assertEqual(self.diff(unreached, self.changed(self.mended), 0), {rule: "reached"})

    def test_new_and_gone(self) -> None:
        first = read(self.wrong)["rules"][0]["id"]
        fewer = self.changed(lambda report: report["rules"].pop(0))
        self.assertEqual(self.diff(fewer, self.wrong, 0), {first: "new"})
        self.assertEqual(self.diff(self.wrong, fewer, 1), {first: "gone"})

    def test_trouble_and_implementations(self) -> None:
        def trouble(report: Any) -> None:
            report["trouble"]["count"] = 3

        self.diff(self.wrong, self.changed(trouble), 1)
        ended = command("report", "diff", self.wrong, self.very_wrong, "--markdown", "-")
        self.assertEqual(ended.status, 1)
        self.assertIn("was not there before", ended.out)
        self.assertIn("is not there any more", ended.out)


class Merge(CommandTest):
    def merge(self, *paths: str) -> Any:
        out = self.path("merged.json")
        self.good("report", "merge", *paths, "--out", out)
        self.assertEqual(schema_complaints(out), "")
        return read(out)

    def test_random_scenarios_of_two_seeds(self) -> None:
        one = run_check(self.folder, "one", WRONG, "--seed", "1", *SHORT)
        two = run_check(self.folder, "two", WRONG, "--seed", "2", *SHORT)
        merged, parts = self.merge(one, two), [read(one), read(two)]
        for key in ("generated", "judged", "not_run"):
            self.assertEqual(merged[key], sum(part[key] for part in parts))
        for i, rule in enumerate(merged["rules"]):
            for key in ("holds", "violated"):
                self.assertEqual(rule[key], sum(part["rules"][i][key] for part in parts))
        self.assertEqual([each["seed"] for each in merged["merged"]], [1, 2])
        self.assertEqual([each["rule"] for each in merged["failures"]], ["RES-4"])
        times = next(rule["violated"] for rule in merged["rules"] if rule["id"] == "RES-4")
        self.assertEqual(merged["failures"][0]["times"], times)
        self.assertEqual(merged, self.merge(self.path("merged.json")))
        self.refused("report", "merge", one, one, says="in part the same scenarios")
        self.refused("report", "merge", self.path("merged.json"), two, says="in part the same scenarios")

    def test_shares_of_a_bounded_world_make_the_whole(self) -> None:
        options = ("reference", "--rule", "ERR-1", "--world", "small")
        shares = [run_check(self.folder, "s%d" % i, *options, "--share", "%d/1000" % i) for i in (1, 2)]
        merged = self.merge(*shares)
        self.assertEqual([each["share"] for each in merged["merged"]], ["1/1000", "2/1000"])
        self.assertFalse(merged["exhaustive"])
        reports = [read(path) for path in shares]
        for number, report in enumerate(reports, 1):
            report["share"] = "%d/2" % number
        halves = [self.file(report, "half%d.json" % i) for i, report in enumerate(reports)]
        self.assertTrue(self.merge(*halves)["exhaustive"])

    def test_reports_of_other_rules_are_refused(self) -> None:
        one = run_check(self.folder, "one", "reference", "--rule", "ERR-1", "--seed", "1", *SHORT)
        two = run_check(self.folder, "two", "reference", "--rule", "ERR-2", "--seed", "2", *SHORT)
        self.refused("report", "merge", one, two, says="the reports are of other rules")

    def test_implementations_stand_beside_each_other(self) -> None:
        one = run_check(self.folder, "one", "reference", "--rule", "ERR-1", *SHORT)
        two = run_check(self.folder, "two", "reference:3.9", "--rule", "ERR-1", *SHORT)
        merged = self.merge(one, two)
        self.assertEqual(merged["kind"], "collection")
        self.assertEqual(merged["trials"], [read(one), read(two)])
        self.assertEqual(merged, self.merge(self.path("merged.json")))


if __name__ == "__main__":
    unittest.main()
