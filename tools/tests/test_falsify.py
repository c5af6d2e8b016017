# SPDX-License-Identifier: MIT
"""The command gathercheck oracle falsify, from outside.

GATHERCHECK names the program.
"""

import json
import os
import unittest
from typing import Any, Dict, List

from program import HERE, CommandTest, Ended, command

RECORDINGS = os.path.join(HERE, "..", "..", "oracle", "traces")
PROFILES = ["values", "cancellation", "future", "turns", "python"]


def falsify(*arguments: str, edits: int = 5) -> Ended:
    """Few edits of a small part of one recording."""
    few = ("--edition", "3.13", "--part", "facts", "--edits", str(edits))
    return command("oracle", "falsify", "--from", RECORDINGS, *few, *arguments)


class Falsify(CommandTest):
    def numbers(self, *arguments: str, edits: int = 5) -> Dict[str, Any]:
        return json.loads(falsify("--json", "-", *arguments, edits=edits).out)

    def refused_falsify(self, *arguments: str, says: str) -> str:
        return self.refused("oracle", "falsify", "--from", RECORDINGS, *arguments, says=says).err

    def test_the_table_has_a_line_for_each_kind_and_one_for_all(self) -> None:
        kinds = [kind["kind"] for kind in self.numbers()["kinds"]]
        self.assertGreaterEqual(len(kinds), 15)
        lines = falsify().out.splitlines()
        self.assertEqual(lines[0].split(), ["edit", "made", *PROFILES])
        self.assertEqual([line.split()[0] for line in lines[1 : len(kinds) + 2]], [*kinds, "all"])

    def test_the_numbers_add_up(self) -> None:
        told = self.numbers()
        self.assertEqual((told["editions"], told["edits"], told["seed"]), (["3.13"], 5, 1))
        for profile in PROFILES:
            for key in ("observable", "equivalent", "rejected"):
                of_kinds = [kind["profiles"][profile][key] for kind in told["kinds"]]
                self.assertEqual(sum(of_kinds), told["profiles"][profile][key])
        for kind in told["kinds"]:
            self.assertLessEqual(kind["made"], 5)
            for told_of in kind["profiles"].values():
                self.assertLessEqual(told_of["equivalent"] + told_of["rejected"], told_of["observable"])

    def test_the_same_seed_makes_the_same_edits(self) -> None:
        one, again, other = (self.numbers("--seed", seed) for seed in ("7", "7", "8"))
        self.assertEqual(one, again)
        self.assertNotEqual(one["profiles"], other["profiles"])

    def test_one_kind(self) -> None:
        told = self.numbers("--kind", "reorder", "--kind", "shorten")
        self.assertEqual([kind["kind"] for kind in told["kinds"]], ["reorder", "shorten"])

    def test_one_profile(self) -> None:
        told = self.numbers("--profile", "values")
        self.assertGreater(told["profiles"]["values"]["observable"], 0)
        self.assertEqual(told["profiles"]["turns"]["observable"], 0)

    def test_all_that_was_falsified_is_rejected(self) -> None:
        ended = falsify("--kind", "reorder", "--least", "100")
        self.assertEqual(ended.status, 0, ended)

    def test_what_falls_below_is_a_difference(self) -> None:
        falling = falsify("--kind", "message", "--least", "100", edits=60)
        told = self.numbers("--kind", "message", edits=60)["profiles"]["python"]
        falls = told["rejected"] < told["observable"] - told["equivalent"]
        self.assertEqual(falling.status, 1 if falls else 0)

    def test_survivors_are_written(self) -> None:
        path = self.path("survivors.jsonl")
        falsify("--survivors", path, "--kind", "message", edits=60)
        for survivor in self.lines(path):
            self.assertEqual(survivor["kind"], "message")
            self.assertIn("scenario", survivor["scenario"])
            self.assertNotEqual(survivor["trace"], survivor["falsified"])

    def lines(self, path: str) -> List[Any]:
        with open(path) as file:
            return [json.loads(line) for line in file]

    def test_the_table_of_a_document_is_replaced(self) -> None:
        path = self.path("document.md")
        begin, end = "<!-- table: gathercheck oracle falsify -->\n", "<!-- end of the table -->\n"
        with open(path, "w") as file:
            file.write("before\n" + begin + "old\n" + end + "after\n")
        falsify("--document", path, "--kind", "reorder")
        with open(path) as file:
            text = file.read()
        self.assertTrue(text.startswith("before\n" + begin + "| edit |"), text)
        self.assertTrue(text.endswith(end + "after\n"), text)
        self.assertIn("| `reorder` |", text)
        self.assertNotIn("old", text)

    def test_a_document_without_a_place_is_left_alone(self) -> None:
        path = self.path("document.md")
        with open(path, "w") as file:
            file.write("nothing\n")
        self.assertIn("has no place for a table", falsify("--document", path).err)
        with open(path) as file:
            self.assertEqual(file.read(), "nothing\n")

    def test_a_kind_that_does_not_exist(self) -> None:
        said = self.refused_falsify("--kind", "nonsense", says='there is no kind of edit "nonsense"')
        self.assertIn("hint: the kinds are drop, duplicate, ", said)

    def test_a_profile_that_does_not_exist(self) -> None:
        self.refused_falsify("--profile", "nonsense", says='there is no profile "nonsense"')

    def test_an_edition_that_does_not_exist(self) -> None:
        self.refused_falsify("--edition", "2.7", says='there is no edition "2.7"')

    def test_without_recordings_it_is_refused(self) -> None:
        none = command("oracle", "falsify", "--from", self.path("nowhere"))
        self.assertEqual(none.status, 2)


if __name__ == "__main__":
    unittest.main()
