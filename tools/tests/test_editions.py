#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What changed between editions: each edition judged by the law of every other one.

A gather of one edition violates exactly the rules of the other that it does not share. The lists are
pinned in changed_rules.json, for the reference and for each CPython that is installed.

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
NOT_INSTALLED = "was found neither on PATH nor under pyenv"
CASES = int(os.environ.get("GATHERCHECK_CASES", "1000"))


def violated(adapter, law):
    """The rules of the law that the implementation violates; None if it is not installed."""
    command = [GATHERCHECK, "check", adapter, "--edition", law, "--cases", str(CASES), "--seed", "3"]
    ran = subprocess.run(command + ["--reach", "1", "--json", "-"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if NOT_INSTALLED in ran.stderr:
        return None
    if ran.returncode not in (0, 1):
        raise AssertionError(" ".join(command) + ": " + ran.stderr)
    return [rule["id"] for rule in json.loads(ran.stdout)["rules"] if rule["violated"]]


def changed(adapter, edition, laws=EDITIONS):
    """The violated rules by law; None if the implementation is not installed."""
    found = {}
    for law in laws:
        found[law] = violated("%s:%s" % (adapter, edition), law)
        if found[law] is None:
            return None
    return found


def law_by_edition():
    """The ids of the rules of each edition's law, as the text has them."""
    listed = subprocess.run([GATHERCHECK, "rules", "--json"], check=True, stdout=subprocess.PIPE, text=True)
    laws = {edition: set() for edition in EDITIONS}
    for rule in json.loads(listed.stdout):
        first, _, last = rule["editions"].partition("-")
        for place, edition in enumerate(EDITIONS):
            since = rule["editions"] == "all" or not first or EDITIONS.index(first) <= place
            until = rule["editions"] == "all" or not last or place <= EDITIONS.index(last)
            if since and until:
                laws[edition].add(rule["id"])
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
                    self.assertEqual(set(rules), laws[law] - laws[edition])

    def test_the_reference_violates_the_rules_that_changed_and_no_other(self):
        self.judge("reference", EDITIONS)

    def test_so_does_each_cpython(self):
        if not self.judge("python", distinct_laws()):
            self.skipTest("no CPython of a known edition is installed")

    def judge(self, adapter, laws):
        pinned = json.loads(PINNED.read_text())
        judged = 0
        for edition in EDITIONS:
            found = changed(adapter, edition, laws)
            if found is None:
                continue
            judged += 1
            with self.subTest(adapter=adapter, edition=edition):
                self.assertEqual(found, {law: pinned[edition][law] for law in laws})
        return judged


def pin():
    """Write what the reference does in each edition."""
    lists = {edition: changed("reference", edition) for edition in EDITIONS}
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
