# SPDX-License-Identifier: MIT
"""gathercheck lint-adapter: whether an adapter is to be believed, from outside.

GATHERCHECK names the program.
"""

import json
import os
import sys
import tempfile
import textwrap
import unittest

from program import CommandTest, Ended, command

HERE = os.path.dirname(os.path.abspath(__file__))
ORACLE = os.path.join(HERE, "..", "..", "oracle")

# CPython behind an adapter that answers through `answer(number, reply)`, a reply being a JSON object.
ADAPTER = """
import json, subprocess, sys
child = subprocess.Popen([sys.executable, "-m", "gather_oracle"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                         cwd=%r, text=True, bufsize=1)
%s
for number, line in enumerate(sys.stdin):
    child.stdin.write(line)
    reply = json.loads(child.stdout.readline())
    print(json.dumps(answer(number, reply), separators=(",", ":")), flush=True)
"""

LIES = {
    "claims nothing": """
def answer(number, reply):
    if "hello" in reply:
        reply["hello"]["capabilities"] = ["cancel_outer"]
    return reply
""",
    "claims too much": """
def answer(number, reply):
    if "hello" in reply:
        reply["hello"]["capabilities"].append("telepathy")
    return reply
""",
    "remembers": """
def answer(number, reply):
    if "trace" in reply:
        for event in reply["trace"]["events"]:
            if event["event"] == "final":
                event["turn"] += number
    return reply
""",
    "gives up": """
def answer(number, reply):
    return {"id": reply["id"], "trouble": "too tired"} if number %% 7 == 3 else reply
""".replace("%%", "%"),
    "ends at nonsense": """
def answer(number, reply):
    if reply.get("id", 0) is None:
        sys.exit(3)
    return reply
""",
    "ends with a traceback": """
def answer(number, reply):
    if reply.get("id", 0) is None:
        raise RuntimeError("what  is this")
    return reply
""",
    "forgives nonsense": """
def answer(number, reply):
    return {"id": 0, "trace": {}} if reply.get("id", 0) is None else reply
""",
    "forgives what is no scenario": """
def answer(number, reply):
    return {"id": 7, "trace": {}} if reply.get("id") == 7 and "trouble" in reply else reply
""",
    "takes no leave": """
def answer(number, reply):
    return {"bye": False} if "bye" in reply else reply
""",
    "ends in anger": """
import atexit, os
atexit.register(os._exit, 4)
def answer(number, reply):
    return reply
""",
    "sleeps too long": """
def answer(number, reply):
    if "trace" in reply:
        reply["trace"]["events"] = [each for each in reply["trace"]["events"] if each["event"] != "resumed"]
    return reply
""",
}


class Lint(CommandTest):
    def lint(self, adapter: str, status: int = 0, cases: str = "20") -> Ended:
        ended = command("lint-adapter", adapter, "--cases", cases)
        self.assertEqual(ended.status, status, ended)
        return ended

    def lie(self, name: str) -> str:
        """What is printed about an adapter that lies in this way."""
        return self.liar(name, status=1).out

    def liar(self, name: str, status: int) -> Ended:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "adapter.py")
            with open(path, "w", encoding="utf-8") as file:
                file.write(ADAPTER % (os.path.abspath(ORACLE), textwrap.dedent(LIES[name])))
            return self.lint("'%s' '%s'" % (sys.executable, path), status)

    def test_of_the_reference_and_of_a_python_there_is_nothing_to_mend(self) -> None:
        for adapter, ok in ("reference", 5), ("reference:3.8", 5), ("python:" + sys.executable, 6):
            out = self.lint(adapter).out
            self.assertEqual(out.count("  ok      "), ok, out)
            self.assertIn("nothing to mend in the adapter\n", out)

    def test_nobody_has_to_claim_the_dialect_of_python(self) -> None:
        script = "'%s' '%s'" % (sys.executable, os.path.join(HERE, "kits", "gather_itself.py"))
        self.assertIn("nothing to mend in the adapter\n", self.lint(script).out)

    def test_who_denies_what_it_can_do(self) -> None:
        out = self.lie("claims nothing")
        self.assertIn("not so  denials", out)
        self.assertIn("does not claim cancel_awaiter, and shows it\n      fix: claim it", out)

    def test_who_cannot_bear_what_is_no_request(self) -> None:
        out = " ".join(self.lie("ends at nonsense").split())
        self.assertIn("not so protocol", out)
        self.assertIn("does not answer a line that is no request: its process ended with status 3", out)
        self.assertIn('fix: answer {"id":null,"trouble":"..."}, and go on', out)

    def test_lines_of_its_standard_error_stay_as_they_are(self) -> None:
        out = self.lie("ends with a traceback")
        self.assertIn('\n      Traceback (most recent call last):\n        File "', out)
        self.assertIn("\n      RuntimeError: what  is this\n", out)

    def test_who_answers_it_as_if_it_were_one(self) -> None:
        out = " ".join(self.lie("forgives nonsense").split())
        self.assertIn('answers a line that is no request with {"id":0,"trace":{}} fix: ', out)

    def test_who_runs_what_is_no_scenario(self) -> None:
        out = " ".join(self.lie("forgives what is no scenario").split())
        self.assertIn('answers a scenario that is none with {"id":7,"trace":{}} fix: answer {"id":7,"trouble":"..."}', out)

    def test_who_does_not_part_as_it_should(self) -> None:
        self.assertIn('answers good-bye with {"bye":false}\n', self.lie("takes no leave"))
        out = " ".join(self.lie("ends in anger").split())
        self.assertIn("does not end with status 0 after good-bye: its process ended with status 4", out)
        self.assertIn("does not end with status 0 at the end of its input: its process ended with status 4", out)

    def test_who_stays(self) -> None:
        child = os.path.join(HERE, "children", "ignores_the_end.py")
        with tempfile.TemporaryDirectory() as folder:
            adapter = "'%s' '%s' '%s/once'" % (sys.executable, child, folder)
            ended = command("lint-adapter", adapter, "--cases", "1", "--patience", "1500")
        out = " ".join(ended.out.split())
        self.assertIn("does not end with status 0 at the end of its input: no answer within 1500 ms", out)

    def test_who_claims_what_is_no_capability(self) -> None:
        """Nobody is believed who greets like that."""
        err = self.liar("claims too much", status=2).err
        self.assertIn('expected a capability of spec/README.md, found "telepathy"', err)

    def test_who_does_something_else_the_second_time(self) -> None:
        out = self.lie("remembers")
        self.assertIn("not so  repetition", out)
        self.assertIn("gives another trace the second time in ", out)

    def test_who_does_not_answer(self) -> None:
        out = self.lie("gives up")
        self.assertIn("not so  answers", out)
        self.assertIn("the first: refused: too tired", " ".join(out.split()))

    def test_who_runs_the_scripts_wrong(self) -> None:
        out = self.lie("sleeps too long")
        self.assertIn("not so  scripts", out)
        self.assertIn("breaks BODY-1: ", out)

    def test_a_wrong_gather_is_not_the_fault_of_its_adapter(self) -> None:
        out = self.lint("mutant:hangs_when_empty").out
        self.assertIn("claimed, and does not work as with gather", out)
        self.assertIn("      empty: the trace does not show", out)
        self.assertIn("nothing to mend in the adapter\n", out)

    def test_as_data(self) -> None:
        ended = command("lint-adapter", "mutant:hangs_when_empty", "--cases", "20", "--json", "-")
        result = json.loads(ended.out)
        self.assertEqual(result["findings"], [])
        self.assertEqual(len(result["doubts"]), 1)
        self.assertEqual(result["claims"], 16)

    def test_what_cannot_be_had(self) -> None:
        self.assertIn("hint", self.lint("no_such_program", status=2).err)
        self.assertEqual(command("lint-adapter").status, 2)


if __name__ == "__main__":
    unittest.main()
