#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What changed between editions: each edition judged by the law of every other one.

A gather of one edition violates exactly the rules of the other that it does not share. The lists are pinned in
changed_rules.json, for the reference and for each CPython that is installed; 3.14 may be the one in WebAssembly.

  GATHERCHECK=build/release/gathercheck tools/tests/test_editions.py
  GATHERCHECK=build/release/gathercheck tools/tests/test_editions.py --pin    write the lists anew
"""

import json
import os
import subprocess
import sys
import unittest
from pathlib import Path

GATHERCHECK = os.environ.get("GATHERCHECK", "gathercheck")
EDITIONS = ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14"]
PINNED = Path(__file__).parent / "changed_rules.json"
NOT_INSTALLED = ("was found neither on PATH nor under pyenv", "was not found")
CASES = int(os.environ.get("GATHERCHECK_CASES", "1000"))

# Changed rules that an edition cannot violate, or need not.
BEYOND = {
    # There is no cancelling() before 3.11.
    "MSG-19": {"3.8", "3.9", "3.10"},
}
BY_PATCH_RELEASE = {
    # 3.10.9 and 3.11.1 took the warning back (gh-100160).
    "LOOP-15": {"3.10", "3.11"},
    # 3.12.6 brought the change (gh-112182).
    "EXIT-13": {"3.12"},
}


def trial(adapter, law):
    """What the rules of the law come to on the implementation, by id; None if it is not installed."""
    command = [GATHERCHECK, "check", adapter, "--edition", law, "--cases", str(CASES), "--seed", "3", "--patience", "60000"]
    command += ["--reach", "1", "--extra", "2000", "--json", "-"]
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if any(words in ran.stderr for words in NOT_INSTALLED):
        return None
    # One without threads has no trace of some scenarios of the dialect, which is status 2.
    if ran.returncode not in (0, 1) and not (adapter == "pyodide" and ran.stdout):
        raise AssertionError(" ".join(command) + ": " + ran.stderr)
    return {rule["id"]: rule for rule in json.loads(ran.stdout)["rules"]}


def adapters(kind, edition):
    """Who may be the implementation of an edition: the first that is installed."""
    return ["%s:%s" % (kind, edition)] + (["pyodide"] if (kind, edition) == ("python", "3.14") else [])


def trials(kind, edition, laws=EDITIONS):
    """The trial by each law; None if no such implementation is installed."""
    for adapter in adapters(kind, edition):
        found = {law: trial(adapter, law) for law in laws}
        if None not in found.values():
            return found
    return None


def violated(rules):
    return [name for name, rule in rules.items() if rule["violated"]]


def law_by_edition():
    """The ids of the rules of each edition's law, as the text has them."""
    listed = subprocess.run([GATHERCHECK, "rules", "--json"], check=True, stdout=subprocess.PIPE, text=True)
    laws = {edition: [] for edition in EDITIONS}
    for rule in json.loads(listed.stdout):
        first, _, last = rule["editions"].partition("-")
        for place, edition in enumerate(EDITIONS):
            since = rule["editions"] == "all" or not first or EDITIONS.index(first) <= place
            until = rule["editions"] == "all" or not last or place <= EDITIONS.index(last)
            if since and until:
                laws[edition].append(rule["id"])
    return laws


def distinct_laws():
    """The editions whose law is another than that of the edition before."""
    laws = law_by_edition()
    return [edition for place, edition in enumerate(EDITIONS) if not place or laws[edition] != laws[EDITIONS[place - 1]]]


class WhatChanged(unittest.TestCase):
    maxDiff = None

    def test_the_lists_are_what_the_text_says(self):
        laws = law_by_edition()
        for edition, by_law in json.loads(PINNED.read_text()).items():
            for law, rules in by_law.items():
                with self.subTest(edition=edition, law=law):
                    self.assertEqual(rules, [rule for rule in laws[law] if rule not in laws[edition]])

    def test_the_reference_violates_the_rules_that_changed_and_no_other(self):
        self.judge("reference", EDITIONS)

    def test_so_does_each_cpython(self):
        if not self.judge("python", distinct_laws()):
            self.skipTest("no CPython of a known edition is installed")

    def judge(self, adapter, laws):
        pinned = json.loads(PINNED.read_text())
        judged = 0
        for edition in EDITIONS:
            found = trials(adapter, edition, laws)
            if found is None:
                continue
            judged += 1
            for law, rules in found.items():
                with self.subTest(adapter=adapter, edition=edition, law=law):
                    self.assertEqual(violated(rules), changed(pinned[edition][law], rules, edition))
        return judged


def changed(pinned, rules, edition):
    """Those of the pinned rules that the implementation is to violate."""

    def is_open(name):
        return edition in BY_PATCH_RELEASE.get(name, ()) and not rules[name]["violated"]

    return [
        name
        for name in pinned
        if rules[name]["supported"] and edition not in BEYOND.get(name, ()) and not is_open(name)
    ]


def pin():
    """Write what the text says: the tests find out whether it is so."""
    laws = law_by_edition()
    lists = {edition: {law: [rule for rule in laws[law] if rule not in laws[edition]] for law in EDITIONS} for edition in EDITIONS}
    rows = ",\n".join(
        ' "%s": {\n%s}' % (edition, ",\n".join('  "%s": %s' % (law, json.dumps(rules)) for law, rules in by_law.items()))
        for edition, by_law in lists.items()
    )
    PINNED.write_text("{\n%s}\n" % rows)


if __name__ == "__main__":
    if "--pin" in sys.argv:
        pin()
    else:
        unittest.main()
