# SPDX-License-Identifier: MIT
"""The command gathercheck oracle, from outside.

GATHERCHECK names the program.
"""

import json
import os
import shutil
import signal
import sys
import time
import unittest
from typing import Any, Dict

from program import HERE, CommandTest, command, python_child, start, wait

PYTHON = "python:" + sys.executable
ORACLE = os.path.join(HERE, "..", "..", "oracle")
EDITION = "%d.%d" % sys.version_info[:2]
OTHER = "3.9" if EDITION != "3.9" else "3.10"


class OracleTest(CommandTest):
    """A folder of recordings with the facts as its corpus."""

    def setUp(self) -> None:
        super().setUp()
        self.traces = self.path("traces")
        self.facts = self.good("oracle", "corpus", "--part", "facts", "--out", self.traces)

    def record(self, *arguments: str) -> str:
        python = ("--python", sys.executable)
        return self.good("oracle", "record", *(arguments or python), "--out", self.traces)

    def verify(self, *arguments: str) -> str:
        return self.good("oracle", "verify", "--from", self.traces, *arguments)

    def verify_is_refused(self, *arguments: str, says: str) -> str:
        verify = ("oracle", "verify", "--from", self.traces)
        return self.refused(*verify, *arguments, says=says).err

    def name(self, *parts: str) -> str:
        return os.path.join(self.traces, *parts)

    def provenance(self, edition: str = EDITION) -> Dict[str, Any]:
        with open(self.name(edition, "provenance.json")) as file:
            return json.load(file)

    def change_provenance(self, **changes: Any) -> None:
        self.write_provenance(EDITION, {**self.provenance(), **changes})

    def write_provenance(self, edition: str, told: Dict[str, Any]) -> None:
        with open(self.name(edition, "provenance.json"), "w") as file:
            json.dump(told, file)

    def make_it_one_of_the_fake_child(self) -> None:
        """The recording of this Python, as if the fake child had made it."""
        if EDITION != "3.13":
            os.rename(self.name(EDITION), self.name("3.13"))
        changes = {"edition": "3.13", "name": "fake", "version": "1"}
        self.write_provenance("3.13", {**self.provenance("3.13"), **changes})

    def content(self, edition: str = EDITION) -> Dict[str, bytes]:
        """Every file of a recording."""
        found = {}
        for name in sorted(os.listdir(self.name(edition))):
            with open(self.name(edition, name), "rb") as file:
                found[name] = file.read()
        return found


class Oracle(CommandTest):
    def test_alone_it_says_what_it_can_do(self) -> None:
        ended = self.refused("oracle", says="expected a command of oracle, found none")
        self.assertIn("hint: the commands are corpus, record, verify and falsify", ended.err)


class Corpus(OracleTest):
    def check(self, *arguments: str) -> Any:
        return command("oracle", "corpus", "--check", "--part", "facts", "--out", self.traces, *arguments)

    def test_says_what_it_stored(self) -> None:
        self.assertRegex(self.facts, r"^facts: \d+ scenarios, [\d,]+ bytes\n$")

    def test_is_what_it_would_be(self) -> None:
        ended = self.check()
        self.assertEqual(ended.status, 0)
        self.assertRegex(ended.out, r"facts: (\d+) scenarios stored, \1 would be now, \1 of them the same")

    def test_a_changed_fact_is_noticed(self) -> None:
        facts = self.path("facts")
        shutil.copytree(os.path.join(HERE, "..", "..", "conformance", "scenarios"), facts)
        first = os.path.join(facts, sorted(os.listdir(facts))[0])
        with open(first) as file:
            scenario = json.load(file)
        scenario["about"] = "something else"
        with open(first, "w") as file:
            json.dump(scenario, file)
        ended = self.check("--facts", facts)
        self.assertEqual(ended.status, 1)
        self.assertIn("tools/record-traces facts", ended.out)

    def test_a_new_fact_is_noticed(self) -> None:
        facts = self.path("facts")
        shutil.copytree(os.path.join(HERE, "..", "..", "conformance", "scenarios"), facts)
        with open(os.path.join(facts, "zzz.json"), "w") as file:
            json.dump({"scenario": 1, "awaitables": [], "main": {"script": []}}, file)
        self.assertEqual(self.check("--facts", facts).status, 1)


class Record(OracleTest):
    def test_tells_what_was_recorded(self) -> None:
        self.assertRegex(self.record(), r"^%s, CPython %s\.\S*\n  facts: \d+ traces, " % (EDITION, EDITION))

    def test_the_provenance_names_no_folder(self) -> None:
        self.record()
        told = self.provenance()
        self.assertEqual(told["command"], "gathercheck oracle record --python %s --part facts" % EDITION)
        self.assertEqual((told["name"], told["edition"]), ("CPython", EDITION))
        self.assertNotIn("/", json.dumps(told))

    def test_the_command_of_a_child_is_named_without_folders(self) -> None:
        child = ("env", "PYTHONPATH=" + ORACLE, sys.executable, "-m", "gather_oracle")
        self.record("--adapter", " ".join("'%s'" % word for word in child))
        told = self.provenance()["command"]
        self.assertIn(" -m gather_oracle", told)
        self.assertNotIn("/", told)

    def test_the_same_python_makes_the_same_bytes(self) -> None:
        self.record()
        before = self.content()
        self.record()
        self.assertEqual(self.content(), before)

    def test_another_witness_does_not_replace_a_recording(self) -> None:
        self.record()
        self.change_provenance(version="3.0")
        record = ("oracle", "record", "--python", sys.executable, "--out", self.traces)
        self.refused(*record, says="has a recording of CPython 3.0, this is CPython " + EDITION)

    def test_trouble_leaves_the_recording_as_it_was(self) -> None:
        self.record()
        self.make_it_one_of_the_fake_child()
        before = self.content("3.13")
        child = python_child("refuse", "5")
        record = ("oracle", "record", "--adapter", child, "--out", self.traces)
        self.refused(*record, says="fake cannot be recorded: ")
        self.assertEqual(self.content("3.13"), before)

    def test_traces_that_are_not_canonical_are_not_recorded(self) -> None:
        record = ("oracle", "record", "--adapter", python_child("disorder", "1000"), "--out", self.traces)
        self.refused(*record, says="fake cannot be recorded: the trace is not in the canonical form")
        self.assertEqual(os.listdir(self.traces), ["corpus"])

    def test_an_interruption_leaves_nothing(self) -> None:
        ready = self.path("ready")
        child = python_child("hang", "1", ready)
        process = start("oracle", "record", "--adapter", child, "--out", self.traces, "--patience", "3600000")
        while not os.path.exists(ready):
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        self.assertEqual(wait(process)[0], 130)
        process.communicate()
        self.assertEqual(os.listdir(self.traces), ["corpus"])

    def test_without_a_corpus_it_is_refused(self) -> None:
        shutil.rmtree(self.name("corpus"))
        record = ("oracle", "record", "--python", sys.executable, "--out", self.traces)
        self.assertIn("hint: gathercheck oracle corpus", self.refused(*record, says="corpus.json").err)

    def test_either_a_python_or_an_adapter(self) -> None:
        record = ("oracle", "record", "--python", "3.11", "--adapter", "x", "--out", self.traces)
        self.refused(*record, says="--adapter")


class Verify(OracleTest):
    def setUp(self) -> None:
        super().setUp()
        self.record()

    def test_the_reference_does_as_recorded(self) -> None:
        self.assertRegex(self.verify(), r"^%s  CPython .* and reference .*: \d+ traces, 0 differ, 0 in" % EDITION)

    def test_so_does_the_python(self) -> None:
        self.assertIn(" 0 differ", self.verify("--adapter", PYTHON))

    def test_the_law_holds(self) -> None:
        self.assertRegex(self.verify("--judge"), r"rules: [\d,]+ judgements of the recorded traces, 0 violations")

    def test_a_difference_is_shown(self) -> None:
        self.make_it_one_of_the_fake_child()
        child = python_child("exit", "1000")
        ended = command("oracle", "verify", "--from", self.traces, "--adapter", child)
        self.assertEqual(ended.status, 1, ended)
        self.assertIn("They differ, the first time in:", ended.out)
        self.assertIn('"about":', ended.out)
        self.assertRegex(ended.out, r"t turn  fake 1, recorded +fake 1\n")

    def test_trouble_is_no_difference(self) -> None:
        self.make_it_one_of_the_fake_child()
        child = python_child("refuse", "2")
        ended = command("oracle", "verify", "--from", self.traces, "--adapter", child)
        self.assertEqual(ended.status, 2, ended)
        self.assertIn("harness trouble in ", ended.out)

    def test_a_missing_recording(self) -> None:
        said = self.verify_is_refused("--edition", OTHER, says="provenance.json: cannot be read")
        self.assertIn("hint: gathercheck oracle record --python " + OTHER, said)

    def test_no_recording_at_all(self) -> None:
        shutil.rmtree(self.name(EDITION))
        self.verify_is_refused(says="has no recordings")

    def test_a_truncated_recording(self) -> None:
        with open(self.name(EDITION, "facts.jsonl.zst"), "rb+") as file:
            file.truncate(100)
        self.verify_is_refused(says="expected a file with the SHA-256 digest")

    def test_a_wrong_digest(self) -> None:
        part = {**self.provenance()["parts"][0], "digest": "0" * 64}
        self.change_provenance(parts=[part])
        self.assertIn(" 0 differ", self.verify())
        self.verify_is_refused("--judge", says="has other traces than those of which it has the digest")

    def test_a_wrong_version(self) -> None:
        self.change_provenance(provenance=2)
        self.verify_is_refused(says="provenance.json: provenance: ")

    def test_another_edition(self) -> None:
        os.rename(self.name(EDITION), self.name(OTHER))
        self.verify_is_refused(says="expected a recording of %s, found one of %s" % (OTHER, EDITION))

    def test_a_part_that_was_not_recorded(self) -> None:
        self.good("oracle", "corpus", "--part", "examples", "--out", self.traces)
        self.verify_is_refused("--part", "examples", says="has no part examples")
        self.verify_is_refused("--part", "sample", says="has no scenarios of the part sample")

    def test_a_part_that_is_recorded_later_is_added(self) -> None:
        self.good("oracle", "corpus", "--part", "examples", "--out", self.traces)
        self.record("--python", sys.executable, "--part", "examples")
        parts = [each["part"] for each in self.provenance()["parts"]]
        self.assertEqual(parts, ["facts", "examples"])
        self.assertIn(" 0 differ", self.verify("--part", "examples"))

    def test_an_adapter_of_another_edition(self) -> None:
        child = python_child("exit", "1000")
        if EDITION != "3.13":
            self.verify_is_refused("--edition", EDITION, "--adapter", child, says="is of the edition 3.13")


if __name__ == "__main__":
    unittest.main()
