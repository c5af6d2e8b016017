#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The page that gathercheck rules --html writes.

  GATHERCHECK=build/release/gathercheck tools/tests/test_rules_page.py
"""

import json
import os
import re
import subprocess
import tempfile
import unittest
from html.parser import HTMLParser
from pathlib import Path

GATHERCHECK = os.environ.get("GATHERCHECK", "gathercheck")
SPEC = Path(__file__).resolve().parent.parent.parent / "spec"
VOID = {"meta", "input", "line", "path", "circle", "br", "link"}


def gathercheck(*arguments):
    return subprocess.run([GATHERCHECK, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def plain(text):
    """A text of the law as a reader of the page sees it."""
    return " ".join(text.replace("`", "").split())


def words_of_the_law():
    """The rows of the table of words in spec/README.md."""
    section = (SPEC / "README.md").read_text().split("\n## Words\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")]
    return [(plain(word), plain(meaning)) for word, meaning in rows[1:]]


def prefaces():
    """What each family says before its first rule, by its name: the title, and the rest."""
    found = {}
    for path in (SPEC / "rules").glob("*.md"):
        title, _, rest = path.read_text().split("\n## ")[0].partition("\n")
        found[path.stem] = (plain(title[2:]), plain(rest))
    return found


class Page(HTMLParser):
    """What a test asks of a page: its elements, and that they are well nested."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.ids, self.links, self.open, self.faults = [], [], [], []
        self.rules, self.claims, self.texts = {}, [], {}
        self.sections, self.section = {}, None
        self.feed(text)
        self.close()
        if self.open:
            self.faults.append("still open: %s" % self.open)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        for name in ("href", "src"):
            if name in attributes:
                self.links.append(attributes[name])
        if tag == "section":
            self.section = self.sections.setdefault(attributes["id"], [])
        elif tag == "article":
            self.section = None
        if tag == "article" and "data-profile" in attributes:
            self.rules[attributes["id"]] = attributes["data-profile"]
        elif tag == "article":
            self.claims.append(attributes["id"])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.faults.append("</%s> at %s, open: %s" % (tag, self.getpos(), self.open[-3:]))
        else:
            self.open.pop()

    def handle_data(self, data):
        if self.section is not None:
            self.section.append(data)
        if self.open and self.open[-1] in ("pre", "dd", "title"):
            self.texts.setdefault(self.open[-1], []).append(data)


class TheRulesPage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        ran = gathercheck("rules", "--html", "-")
        assert ran.returncode == 0, ran.stderr
        cls.text = ran.stdout
        cls.page = Page(cls.text)
        cls.law = json.loads(gathercheck("rules", "--json").stdout)

    def test_is_well_nested(self):
        self.assertEqual(self.page.faults, [])

    def test_has_every_rule_once_under_its_anchor(self):
        profiles = {rule["id"].lower(): rule["profile"] for rule in self.law}
        self.assertEqual(self.page.rules, profiles)

    def test_has_every_claim_and_links_it_with_the_rules_that_settle_it(self):
        claims = json.loads(gathercheck("claims", "--json").stdout)
        self.assertEqual(self.page.claims, [claim["id"].lower() for claim in claims])
        self.assertGreaterEqual(self.page.links.count("#claim-1"), 3)

    def test_explains_the_words_of_the_law(self):
        words = words_of_the_law()
        self.assertGreaterEqual(len(words), 15)
        shown = plain("".join(self.page.sections["words-of-the-law"]))
        self.assertEqual(shown, "Words " + " ".join(word + meaning for word, meaning in words))

    def test_begins_each_family_with_what_the_text_says_before_its_first_rule(self):
        expected = prefaces()
        self.assertEqual({rule["family"] for rule in self.law}, set(expected))
        for family, (title, rest) in expected.items():
            with self.subTest(family=family):
                self.assertEqual(plain("".join(self.page.sections[family])), plain(title + " " + rest))

    def test_has_no_id_twice(self):
        self.assertEqual(len(self.page.ids), len(set(self.page.ids)))

    def test_links_within_itself_to_what_is_there(self):
        within = [link for link in self.page.links if link.startswith("#")]
        self.assertGreater(len(within), 2 * len(self.law))
        for link in within:
            self.assertIn(link[1:], self.page.ids)

    def test_links_out_of_itself_to_the_issues_of_cpython_and_to_who_says_a_claim(self):
        claims = json.loads(gathercheck("claims", "--json").stdout)
        outside = {link for link in self.page.links if not link.startswith("#")}
        for link in outside:
            self.assertRegex(link, r"^https?://[^ <>\"]+$")
        named = {issue for rule in self.law for issue in re.findall(r"\b(gh|bpo)-(\d+)", json.dumps(rule))}
        self.assertGreater(len(named), 20)
        address = {"gh": "https://github.com/python/cpython/issues/", "bpo": "https://bugs.python.org/issue"}
        self.assertEqual({address[where] + number for where, number in named} - outside, set())
        said = {link for claim in claims for link in re.findall(r"https?://[^ ,;]*[^ ,;.]", claim["said by"])}
        self.assertGreater(len(said), 10)
        self.assertEqual(said - outside, set())

    def test_has_every_example_as_it_is_in_the_text(self):
        shown = [json.loads(text) for text in self.page.texts["pre"] if text.lstrip().startswith("{")]
        self.assertEqual(shown, [rule["example"] for rule in self.law])

    def test_draws_every_example_that_the_reference_can_run(self):
        self.assertEqual(self.text.count("<svg "), len(self.law))
        self.assertEqual(self.text.count("#0</text>"), len(self.law))

    def test_is_the_same_each_time(self):
        self.assertEqual(gathercheck("rules", "--html", "-").stdout, self.text)

    def test_goes_to_a_file_whole(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "law.html"
            self.assertEqual(gathercheck("rules", "--html", str(path)).returncode, 0)
            self.assertEqual(path.read_text(), self.text)

    def test_says_what_is_wrong_with_where_it_should_go(self):
        ran = gathercheck("rules", "--html", "/no/such/folder/law.html")
        self.assertEqual((ran.returncode, ran.stdout), (2, ""))
        self.assertIn("/no/such/folder/law.html", ran.stderr)

    def test_is_the_whole_law_or_nothing(self):
        self.assertEqual(gathercheck("rules", "ERR-1", "--html", "-").returncode, 2)


class TheExampleOfARule(unittest.TestCase):
    def test_runs_by_its_id(self):
        ran = gathercheck("run", "--rule", "err-1", "--timeline")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertIn("main: outer = gather(", ran.stdout)

    def test_of_no_rule_is_refused(self):
        ran = gathercheck("run", "--rule", "ERR-1000")
        self.assertEqual(ran.returncode, 2)
        self.assertIn('there is no rule "ERR-1000"', ran.stderr)

    def test_or_a_file_has_to_be_named(self):
        self.assertEqual(gathercheck("run").returncode, 2)


if __name__ == "__main__":
    unittest.main()
