# SPDX-License-Identifier: MIT
"""Reports of check, in each of their formats: by their schemas, and with the counts of the data.

GATHERCHECK names the program, GATHERCHECK_SCHEMA_CHECK the checker of the project's own formats.
"""

import json
import os
import re
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from typing import Any, Callable, Dict, List, Tuple

import checkers
from checkers import needs
from program import PROGRAM, CommandTest, command

STANDINGS = ["holds", "violated", "known", "changed", "passing", "unseen", "absent", "not reached", "not supported"]
FORMATS = ["html", "junit", "sarif", "markdown", "tap", "badge"]
SHORT = ("--cases", "100", "--reach", "0")
WRONG = "mutant:copies_results"
VERY_WRONG = "mutant:waits_for_all_and_the_lowest_index_wins"
Counts = Tuple[str, int, int, int]


def run_check(folder: str, name: str, *arguments: str) -> str:
    path = os.path.join(folder, name + ".json")
    ended = command("check", *arguments, "--json", path)
    assert ended.status in (0, 1, 2), ended
    return path


def read(path: str) -> Any:
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def schema_complaints(path: str) -> str:
    with open(path, "rb") as file:
        return checkers.complaints(os.environ["GATHERCHECK_SCHEMA_CHECK"], "report", stdin=file.read())


def standing(report: Any, rule: Any) -> str:
    """How a rule stands, by the words of spec/format/README.md."""
    known = report.get("known_failures", {})
    for word in ("known", "passing", "unseen", "absent"):
        if rule["id"] in known.get(word, []):
            return word
    if rule["id"] in [each["rule"] for each in known.get("changed", [])]:
        return "changed"
    if not rule["supported"]:
        return "not supported"
    if rule["violated"]:
        return "violated"
    return "holds" if rule["holds"] else "not reached"


def counts_of(report: Any) -> Dict[str, Counts]:
    """What every format must say of each rule."""
    return {
        rule["id"]: (standing(report, rule), rule["holds"], rule["violated"], rule["vacuous"])
        for rule in report["rules"]
    }


def sums_of(counts: Dict[str, Counts]) -> Dict[str, int]:
    return {word: sum(each[0] == word for each in counts.values()) for word in STANDINGS}


def numbers(text: str) -> Tuple[int, int, int]:
    found = re.search(r"held (\d+), violated (\d+), vacuous (\d+)", text)
    assert found, text
    return int(found[1]), int(found[2]), int(found[3])


class ReportTest(CommandTest):
    """Two reports, of one who is wrong and one who is very wrong."""

    @classmethod
    def setUpClass(cls) -> None:
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.shared = folder.name
        cls.wrong = run_check(folder.name, "wrong", WRONG, *SHORT)
        cls.very_wrong = run_check(folder.name, "very_wrong", VERY_WRONG, "--profile", "values", *SHORT)

    def changed(self, change: Callable[[Any], Any], name: str = "changed.json") -> str:
        """A report with a change."""
        report = read(self.wrong)
        change(report)
        return self.file(report, name)

    def render(self, *reports: str, formats: List[str] = FORMATS) -> Dict[str, str]:
        """The paths of the report in each format."""
        paths = {each: self.path("report." + each) for each in formats}
        options = [word for each in formats for word in ("--" + each, paths[each])]
        self.good("report", *reports, *options)
        return paths

    def text(self, path: str) -> str:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()

    def reports(self) -> List[str]:
        """Reports that have rules in every standing, between them."""
        def not_reached(report: Any) -> None:
            for rule in report["rules"][:3]:
                rule["vacuous"] += rule.pop("holds")
                rule["holds"] = 0

        def known(report: Any) -> None:
            violated = [rule["id"] for rule in report["rules"] if rule["violated"]]
            report["implementation"]["version"] = "2"
            not_reached(report)
            holds = [rule["id"] for rule in report["rules"] if rule["holds"] and not rule["violated"]]
            silent = [rule["id"] for rule in report["rules"] if rule["supported"] and not rule["holds"] + rule["violated"]]
            report["known_failures"] = {
                "known": violated[:1],
                "changed": [{"rule": violated[1], "listed": "l", "observed": "o"}],
                "passing": holds[:1],
                "unseen": [rule["id"] for rule in report["rules"] if not rule["supported"]][:1],
                "absent": silent[:1],
                "unknown": violated[2:],
            }

        trouble = read(self.wrong)
        not_reached(trouble)
        trouble["implementation"]["name"] = "other"
        trouble["trouble"] = {
            "count": 2,
            "examples": [{"kind": "signal", "what": "killed", "scenario": trouble["failures"][0]["scenario"]}],
        }
        trouble["gone"] = "it is gone"
        listed = read(self.wrong)
        known(listed)
        return [
            self.wrong,
            self.very_wrong,
            self.file(trouble, "trouble.json"),
            self.file(listed, "listed.json"),
        ]


class Data(ReportTest):
    def test_is_valid_by_the_schema(self) -> None:
        merged = self.path("merged.json")
        self.good("report", "merge", self.wrong, self.very_wrong, "--out", merged)
        for path in (self.wrong, self.very_wrong, merged):
            self.assertEqual(schema_complaints(path), "")

    def test_has_each_failure_whole(self) -> None:
        for path in (self.wrong, self.very_wrong):
            report = read(path)
            self.assertTrue(report["failures"])
            for failure in report["failures"]:
                self.assertIn(failure["rule"] + " violated ", failure["message"])
                self.assertIn(failure["reproducers"]["replay"], failure["message"])
                self.assertIn("import asyncio", failure["reproducers"]["python"])
                self.assertIn("#include", failure["reproducers"]["cpp"])
                self.assertTrue(failure["expected"]["events"] and failure["observed"]["events"])

    def test_its_message_is_that_of_the_terminal(self) -> None:
        printed = command("check", WRONG, *SHORT).out
        self.assertIn(read(self.wrong)["failures"][0]["message"], printed)

    def test_its_programs_are_those_of_explain(self) -> None:
        reproducers = read(self.wrong)["failures"][0]["reproducers"]
        self.assertEqual(self.good("explain", self.wrong), reproducers["python"])
        self.assertEqual(self.good("explain", self.wrong, "--cpp", "-"), reproducers["cpp"])

    def test_its_line_replays_the_failure(self) -> None:
        failure = read(self.wrong)["failures"][0]
        line = failure["reproducers"]["replay"].replace("gathercheck", PROGRAM)
        ended = subprocess.run(line, shell=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.assertEqual(ended.returncode, 1)
        self.assertIn(failure["rule"] + " violated once", ended.stdout.decode())

    def test_is_the_same_for_the_same_seed_unless_more_is_asked_for(self) -> None:
        again = self.path("again.json")
        command("check", WRONG, *SHORT, "--json", again)
        self.assertEqual(self.text(again), self.text(self.wrong))
        command("check", WRONG, *SHORT, "--json", again, "--timing", "--environment", "--source", "my.js")
        report = read(again)
        self.assertEqual(schema_complaints(again), "")
        self.assertGreater(report.pop("seconds"), 0)
        self.assertEqual(set(report.pop("environment")), {"system", "machine", "compiler", "time"})
        self.assertEqual(report.pop("source"), "my.js")
        self.assertEqual(report, read(self.wrong))

    def test_is_read_and_written_alike(self) -> None:
        for path in (self.wrong, self.very_wrong):
            self.assertEqual(self.good("report", "merge", path), self.text(path))

    def test_what_is_wrong_with_it_is_told_with_the_field(self) -> None:
        def put(*path: Any) -> Callable[[Any], None]:
            def change(report: Any) -> None:
                place = report
                for key in path[:-2]:
                    place = place[key]
                place[path[-2]] = path[-1]

            return change

        violated = next(i for i, rule in enumerate(read(self.wrong)["rules"]) if rule["violated"])
        bad = [
            (put("report", 2), "report: "),
            (put("kind", "novel"), "kind: "),
            (put("generated", -1), "generated: "),
            (put("generated", "many"), "generated: "),
            (put("edition", "2.7"), "edition: "),
            (put("gathercheck", 1), "gathercheck: "),
            (put("implementation", "name", None), "implementation.name: "),
            (put("surprise", 1), "surprise"),
            (put("rules", 3, "id", "err-1"), "rules[3].id: "),
            (put("rules", 3, "id", read(self.wrong)["rules"][2]["id"]), "rules[3].id: "),
            (put("rules", 3, "holds", 10**9), "rules[3]: "),
            (put("rules", violated, "violation", None), "rules[%d].violation" % violated),
            (put("rules", violated, "violation", "scenario", "awaitables", 7), "rules[%d].violation.scenario" % violated),
            (put("failures", 0, "related", ["x"]), "failures[0].related[0]: "),
            (put("failures", 0, "observed", "events", [{}]), "failures[0].observed"),
            (put("failures", 0, "message", 5), "failures[0].message: "),
            (put("failures", 0, "reproducers", "perl", ""), "failures[0].reproducers"),
            (put("nearest", "sentence", "behaves well"), "nearest.sentence: "),
            (put("exhaustive", True), "exhaustive: "),
            (put("known_failures", {}), "known_failures"),
        ]
        for change, says in bad:
            path = self.changed(change)
            with self.subTest(says):
                self.refused("report", path, says=says)
                self.refused("verdict", "ERR-1", "--report", path, says=says)

    def test_rules_of_another_version_are_left_out_and_told(self) -> None:
        violated = next(i for i, rule in enumerate(read(self.wrong)["rules"]) if rule["violated"])

        def change(report: Any) -> None:
            report["rules"][violated]["id"] = report["failures"][0]["rule"] = "OLD-1"
            report["nearest"]["departures"][0]["rule"] = "OLD-1"

        path = self.changed(change)
        ended = command("report", path)
        self.assertEqual(ended.status, 0, ended)
        self.assertIn("rules that this version of the law does not have: OLD-1\n", ended.err)
        self.assertNotIn("OLD-1", ended.out)
        self.assertIn("%d rules: " % (len(read(path)["rules"]) - 1), ended.out)

    def test_what_is_no_report_is_refused(self) -> None:
        for content in ("", "[]", "{}", "\xff", '{"report":1}', "[" * 100000):
            self.refused("report", self.file(content), says="input.json: ")
        self.refused("report", says="expected a report")
        self.refused("report", self.path("missing.json"), says="missing.json")


class Formats(ReportTest):
    def test_every_standing_is_among_the_reports(self) -> None:
        seen = set()
        for path in self.reports():
            seen |= {each[0] for each in counts_of(read(path)).values()}
        self.assertEqual(seen, set(STANDINGS))

    def test_junit_has_the_counts(self) -> None:
        for path in self.reports():
            report = read(path)
            counts = counts_of(report)
            root = ElementTree.parse(self.render(path, formats=["junit"])["junit"]).getroot()
            suite = root[0]
            found: Dict[str, Counts] = {}
            errors = 0
            for case in suite.iter("testcase"):
                if case.get("classname") == "gathercheck.harness":
                    errors += 1
                    continue
                rule = str(case.get("name")).split(":")[0]
                failure, skipped = case.find("failure"), case.find("skipped")
                word = "holds"
                if failure is not None:
                    word = str(failure.get("type"))
                elif skipped is not None:
                    words = {"not supported": "not supported", "never reached, as listed": "absent"}
                    word = words.get(str(skipped.text).split(":")[0], "known")
                found[rule] = (word, *numbers(case.findtext("system-out") or ""))
            self.assertEqual(found, counts)
            properties = {each.get("name"): each.get("value") for each in suite.iter("property")}
            for word, count in sums_of(counts).items():
                self.assertEqual(properties[word], str(count))
            for key, name in (("generated", "generated"), ("judged", "judged"), ("not_run", "not run")):
                self.assertEqual(properties[name], str(report[key]))
            self.assertEqual(properties["trouble"], str(report["trouble"]["count"]))
            for element in (root, suite):
                self.assertEqual(int(element.get("tests", "")), len(counts) + errors)
                self.assertEqual(int(element.get("failures", "")), len(list(suite.iter("failure"))))
                self.assertEqual(int(element.get("errors", "")), errors)
            self.assertEqual(int(suite.get("skipped", "")), len(list(suite.iter("skipped"))))

    def test_sarif_has_the_counts(self) -> None:
        for path in self.reports():
            report = read(path)
            counts = counts_of(report)
            run = read(self.render(path, formats=["sarif"])["sarif"])["runs"][0]
            rules = run["tool"]["driver"]["rules"]
            found = {
                rule["id"]: tuple(rule["properties"][key] for key in ("standing", "holds", "violated", "vacuous"))
                for rule in rules
            }
            self.assertEqual(found, counts)
            self.assertEqual(run["properties"]["rules"], sums_of(counts))
            self.assertEqual(run["properties"]["generated"], report["generated"])
            self.assertEqual(run["properties"]["judged"], report["judged"])
            self.assertEqual(run["properties"]["notRun"], report["not_run"])
            self.assertEqual(run["properties"]["trouble"], report["trouble"]["count"])
            results = {each["ruleId"]: each for each in run["results"]}
            self.assertEqual(set(results), {rule for rule, each in counts.items() if each[2]})
            for rule, result in results.items():
                self.assertEqual(result["occurrenceCount"], counts[rule][2])
                self.assertEqual("suppressions" in result, counts[rule][0] == "known")
                self.assertEqual(rules[result["ruleIndex"]]["id"], rule)

    def test_tap_has_the_counts(self) -> None:
        for path in self.reports():
            report = read(path)
            text = self.text(self.render(path, formats=["tap"])["tap"])
            found = {}
            block = r"(?:not )?ok \d+ - ([A-Z]+-\d+) .*\n  ---\n  verdict: \|\n    (.*)\n  counts: \|\n    (.*)\n"
            words = {"violated as known": "known", "violated in another way than listed": "changed",
                     "holds, and is listed as violated": "passing", "never reached": "not reached",
                     "never seen, and is listed as violated": "unseen", "never reached, as listed": "absent"}
            for rule, verdict, counts in re.findall(block, text):
                found[rule] = (words.get(verdict, verdict), *numbers(counts))
            self.assertEqual(found, counts_of(report))
            scenarios = "# %d scenarios generated, %d judged, %d not run, %d in trouble\n"
            counted = (report["generated"], report["judged"], report["not_run"], report["trouble"]["count"])
            self.assertIn(scenarios % counted, text)

    def test_markdown_has_the_counts(self) -> None:
        reports = self.reports()
        text = self.text(self.render(*reports[1:3], formats=["markdown"])["markdown"])
        rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")][1:]
        for path, row in zip(reports[1:3], rows):
            report = read(path)
            counts = [int(cell.replace(",", "")) for cell in row[2:]]
            self.assertEqual(counts[: len(STANDINGS)], list(sums_of(counts_of(report)).values()))
            expected = [report["generated"], report["judged"], report["not_run"], report["trouble"]["count"]]
            self.assertEqual(counts[len(STANDINGS) :], expected)

    def test_badge_has_the_counts_and_is_green_for_nothing_less_than_all(self) -> None:
        for path in self.reports():
            report = read(path)
            sums = sums_of(counts_of(report))
            badge = self.text(self.render(path, formats=["badge"])["badge"])
            self.assertIn("%d of %d rules hold" % (sums["holds"], len(report["rules"])), badge)
            self.assertIn("%d violated" % (sums["violated"] + sums["known"] + sums["changed"]), badge)
            self.assertIn("#b3261e", badge)

        def all_hold(report: Any) -> None:
            for rule in report["rules"]:
                rule.update(supported=True, holds=report["judged"], violated=0, vacuous=0)
                rule.pop("violation", None)
            report["failures"] = []

        def one_is_not_supported(report: Any) -> None:
            all_hold(report)
            report["rules"][0].update(supported=False, holds=0)

        for change, colour in ((all_hold, "#1a7f37"), (one_is_not_supported, "#7d5a00")):
            path = self.changed(change)
            self.assertIn(colour, self.text(self.render(path, formats=["badge"])["badge"]))
        self.refused("report", self.wrong, self.very_wrong, "--badge", "-", says="a badge is of one report")

    @needs(checkers.XMLLINT and checkers.JUNIT_SCHEMA, "xmllint or the schema of JUnit")
    def test_junit_is_valid_by_the_schema_of_jenkins(self) -> None:
        path = self.render(*self.reports()[:3], formats=["junit"])["junit"]
        self.assertEqual(checkers.junit_complaints(path), "")

    @needs(checkers.NODE and checkers.SARIF_SCHEMA, "Node.js or the schema of SARIF")
    def test_sarif_is_valid_by_its_schema(self) -> None:
        for path in self.reports():
            self.assertEqual(checkers.sarif_complaints(self.render(path, formats=["sarif"])["sarif"]), "")

    def test_sarif_names_the_source(self) -> None:
        path = self.changed(lambda report: report.update(source="adapters/my gather.js"))
        run = read(self.render(path, formats=["sarif"])["sarif"])["runs"][0]
        place = run["results"][0]["locations"][0]["physicalLocation"]
        self.assertEqual(place["artifactLocation"]["uri"], "adapters/my%20gather.js")

    @needs(checkers.PERL, "Perl")
    def test_tap_is_read_by_perl(self) -> None:
        path = self.render(*self.reports()[:3], formats=["tap"])["tap"]
        script = (
            "use TAP::Parser; my $p = TAP::Parser->new({source => $ARGV[0]}); $p->run;"
            'print join(" ", $p->tests_planned, scalar($p->actual_failed), scalar($p->skipped),'
            " scalar($p->todo), scalar($p->parse_errors))"
        )
        said = subprocess.run(["perl", "-e", script, path], stdout=subprocess.PIPE).stdout.decode()
        planned, failed, skipped, todo, errors = (int(word) for word in said.split())
        sums = [sums_of(counts_of(read(each))) for each in self.reports()[:3]]
        self.assertEqual(errors, 0)
        self.assertEqual(planned, sum(sum(each.values()) for each in sums) + 2)
        self.assertEqual(failed, sum(each["violated"] + each["not reached"] for each in sums) + 2)
        self.assertEqual(skipped, sum(each["not supported"] for each in sums))
        self.assertEqual(todo, 0)

    def test_check_writes_them_as_report_does(self) -> None:
        paths = {each: self.path("check." + each) for each in FORMATS}
        options = [word for each in FORMATS for word in ("--" + each, paths[each])]
        command("check", WRONG, *SHORT, *options)
        for format, path in self.render(self.wrong).items():
            self.assertEqual(self.text(path), self.text(paths[format]))

    def test_goes_to_standard_output_alone(self) -> None:
        self.assertIn("<testsuites", self.good("report", self.wrong, "--junit", "-")[:80])
        self.assertEqual(command("check", WRONG, *SHORT, "--tap", "-").out[:4], "TAP ")
        self.refused("report", self.wrong, "--junit", "-", "--tap", "-", says="two reports cannot both")

    def test_nothing_is_left_of_one_that_cannot_be_written(self) -> None:
        self.refused("report", self.wrong, "--junit", self.path("no/folder.xml"), "--tap", self.path("a.tap"), says="no/folder.xml")
        self.assertFalse(os.path.exists(self.path("a.tap")))
        if os.path.exists("/dev/full"):
            self.refused("report", self.wrong, "--junit", "/dev/full", says="cannot be written")


if __name__ == "__main__":
    unittest.main()
