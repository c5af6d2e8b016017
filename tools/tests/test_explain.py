# SPDX-License-Identifier: MIT
"""The command gathercheck explain, from outside: what it writes is run, and must print what the trace says.

GATHERCHECK names the program. GATHERCHECK_EVERY_PYTHON asks for every CPython from 3.8 on that is installed, GATHERCHECK_CASES
for so many random scenarios; GATHERCHECK_CXX, a compiler, and GATHERCHECK_REFERENCE, the library and the folder to include from,
for the programs in C++.
"""

import glob
import json
import os
import re
import subprocess
import sys
import unittest
from typing import Any, Dict, List, Sequence, Tuple

from program import HERE, SCENARIO, CommandTest, command, python_child

CASES = int(os.environ.get("GATHERCHECK_CASES", "30"))

# Runs programs one after the other, each in a module of its own, with a line that names it before each.
RUN_ALL = """
import runpy, sys
for line in sys.stdin:
    print("--- " + line.strip())
    runpy.run_path(line.strip())
"""

# A child that writes down what it is asked to run, and answers that nothing happened.
LISTENER = """
import json, sys
sys.path.insert(0, sys.argv[1])
from fake_child import HELLO, answer, trace_of
words = "cancel_outer cancel_child cancel_awaiter return_exceptions duplicates nesting empty futures tasks callbacks observe"
answer({"hello": dict(HELLO, capabilities=words.split() + "set_by_hand shield identity messages turns".split() + sys.argv[3:])})
with open(sys.argv[2], "w") as heard:
    for line in sys.stdin:
        request = json.loads(line)
        if "run" in request:
            heard.write(json.dumps(request["run"]) + "\\n")
            heard.flush()
            about_python = {"python": True} if "python" in request["run"] else {}
            answer({"id": request["id"], "trace": dict(trace_of(request["run"]), **about_python)})
"""

# What the dialect's words are not needed for, all at once: names that mean something elsewhere, several reactions that go on.
HARD = {
    "scenario": 1,
    "awaitables": [
        {"name": "class", "kind": "task", "script": [{"sleep": 5}, {"sleep": 3}, {"raise": "CancelledError"}],
         "on_cancel": [[{"sleep": 2}, {"continue": True}], [{"sleep": 1}], [{"return": "late"}]]},
        {"name": "t", "kind": "task", "script": [{"await": "class", "catch": True}, {"sleep": 1}, {"raise": "CancelledError"}],
         "on_cancel": [[{"return": {"awaitable": "class"}}]]},
        {"name": "print", "kind": "coroutine",
         "script": [{"observe": "main"}, {"sleep": 3}, {"raise": {"type": "BaseError", "message": "a\"{b}\\\n?", "object": "e 1"}}]},
        {"name": "result", "kind": "gather", "of": ["print", "print", "class"], "return_exceptions": True},
    ],
    "main": {"script": [{"create": "class"}, {"create": "t"}, {"gather": "result"}, {"await": "result", "shield": True},
                        {"observe": "result"}, {"raise": {"type": "BaseError", "message": "a\"{b}\\\n?", "object": "e 1"}}]},
    "timeline": [
        {"at": 0, "turn": 0, "do": [{"cancel": "result"}]},
        {"at": 1, "do": [{"cancel": "class", "message": "m'\"{}"}]},
        {"at": 2, "turn": 2, "do": [{"cancel": "class"}, {"add_done_callback": "class", "label": "error", "do": [
            {"cancel": "t"}, {"raise": "KeyError"}]}]},
        {"at": 4, "do": [{"cancel": "class"}, {"set_result": "result", "value": -3}, {"create": "t"}]},
    ],
}

# In the dialect: a group that cancels two tasks, a thread, exits out of a task and out of the timeline, and an action that comes too early.
EXITS = {
    "scenario": 1,
    "awaitables": [
        {"name": "f", "kind": "future"},
        {"name": "x", "kind": "object", "is": "awaitable"},
        {"name": "m", "kind": "task", "script": [{"sleep": 9}]},
        {"name": "n", "kind": "task", "script": [{"sleep": 9}]},
        {"name": "o", "kind": "task", "script": [{"sleep": 1}, {"raise": "ValueError"}]},
        {"name": "t", "kind": "task", "script": [{"task_group": ["m", "n", "o"]}]},
        {"name": "outer", "kind": "gather", "of": ["x", "f"]},
        {"name": "other", "kind": "gather", "of": ["x"]},
    ],
    "main": {"script": [
        {"add_done_callback": "f", "label": "k", "do": [{"raise": "ValueError"}]}, {"set_result": "f", "value": 1}, {"create": "t"},
        {"await": "t", "catch": True}, {"gather": "other"}, {"gather": "outer"}, {"note": "same", "of": "outer", "to": "other"},
        {"forget": "x"}, {"note": "alive", "of": "x"}, {"sleep": 3}, {"release": "s"}, {"acquire": "s"}, {"raise": "KeyboardInterrupt"}]},
    "timeline": [{"at": 9, "do": [{"raise": "SystemExit"}]}],
    "python": {"runner": "again", "before": [{"note": "class", "of": "f"}, {"create": "o"}, {"note": "current_task"}],
               "thread": [{"gather": "outer"}, {"set_variable": 1}, {"note": "variable"}, {"cancel": "t"}]},
}


def edition_of(python: str) -> str:
    """The edition of a Python."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    return subprocess.check_output([python, "-c", code], universal_newlines=True).strip()


def pythons() -> Dict[str, str]:
    """A CPython for each edition that there is: this one, and on demand those of pyenv."""
    found = {edition_of(sys.executable): sys.executable}
    root = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    for python in glob.glob(root + "/versions/3.*/bin/python3") if os.environ.get("GATHERCHECK_EVERY_PYTHON") else ():
        edition = edition_of(python)
        if 8 <= int(edition.split(".")[1]) <= 14:
            found.setdefault(edition, python)
    return found


def parts(output: str) -> Dict[str, str]:
    """What each of several programs has printed, by the name of its file without ending."""
    pieces = re.split(r"(?m)^--- (.*)\n", output)
    return {os.path.splitext(os.path.basename(n))[0]: told for n, told in zip(pieces[1::2], pieces[2::2])}


class ExplainTest(CommandTest):
    edition = edition_of(sys.executable)

    def examples(self) -> List[str]:
        """The rules with an example that is not of the Python dialect."""
        return [r["id"] for r in json.loads(self.good("rules", "--json")) if "python" not in r["example"]]

    def timeline(self, *what: str, edition: str = "") -> str:
        return self.good("run", "--timeline", "--edition", edition or self.edition, *what)

    def run_python(self, python: str, programs: Sequence[str]) -> Dict[str, str]:
        """What the programs print; none may complain."""
        ended = subprocess.run([python, "-c", RUN_ALL], input="\n".join(programs), stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, encoding="utf-8", env=dict(os.environ, PYTHONIOENCODING="utf-8"))
        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
        return parts(ended.stdout)

    def heard(self, cases: int, profile: str = "") -> List[Any]:
        """Random scenarios: those of a trial, of this profile, for which it takes the capability of that name."""
        listener = self.file(LISTENER, "listener.py")
        adapter = "'%s' '%s' '%s' '%s' %s" % (sys.executable, listener, HERE, self.path("heard"), profile)
        profiles = ("--profile", profile) if profile else ()
        command("check", adapter, "--cases", str(cases), "--reach", "0", "--seed", "4", *profiles)
        with open(self.path("heard")) as lines:
            scenarios = [json.loads(line) for line in lines]
        self.assertGreaterEqual(len(scenarios), cases)
        return scenarios[-cases:]


class PythonPrograms(ExplainTest):
    def test_every_example_prints_what_its_trace_says_on_every_python(self) -> None:
        rules = self.examples()
        self.assertGreaterEqual(len(rules), 173)
        for edition, python in pythons().items():
            files = [self.path("%s.py" % rule) for rule in rules]
            for rule, file in zip(rules, files):
                self.good("explain", "--rule", rule, "--edition", edition, "--python", file)
            told = self.run_python(python, files)
            for rule in rules:
                self.assertEqual(told[rule], self.timeline("--rule", rule, edition=edition), (rule, edition))

    def test_random_scenarios_print_what_their_traces_say(self) -> None:
        files, expected = [], []
        for i, scenario in enumerate(self.heard(CASES)):
            file = self.file(scenario, "case_%d.json" % i)
            files.append(self.path("case_%d.py" % i))
            self.good("explain", file, "--edition", self.edition, "--python", files[-1])
            expected.append(self.timeline(file))
        told = self.run_python(sys.executable, files)
        for i, scenario in enumerate(expected):
            self.assertEqual(told["case_%d" % i], expected[i])

    def test_reactions_that_go_on_and_names_that_mean_something_else(self) -> None:
        file = self.file(HARD, "hard.json")
        self.good("explain", file, "--edition", self.edition, "--out", self.folder)
        self.assertEqual(self.run_python(sys.executable, [self.path("hard.py")])["hard"], self.timeline(file))

    def test_each_block_may_be_interrupted(self) -> None:
        """Cancelled at every instant of a script with a block of every kind."""
        blocks = [[{"sleep": 2}], [{"sleep": 2}, {"continue": True}], [{"sleep": 2}, {"raise": "CancelledError"}],
                  [{"continue": True}], [{"sleep": 0}, {"return": 1}]]
        files = []
        for i, first in enumerate(blocks):
            for k, second in enumerate(blocks):
                task = {"name": "t", "kind": "task", "script": [{"sleep": 3}, {"sleep": 3}, {"raise": "CancelledError"}],
                        "on_cancel": [first, second]}
                for first_at in (1, 4):
                    moments = [{"at": at, "do": [{"cancel": "t"}]} for at in (first_at, first_at + 1, first_at + 3)]
                    scenario = {"scenario": 1, "awaitables": [task], "main": {"script": [{"create": "t"}]}, "timeline": moments}
                    file = self.file(scenario, "t_%d_%d_%d.json" % (i, k, first_at))
                    self.good("explain", file, "--edition", self.edition, "--out", self.folder)
                    files.append(os.path.splitext(file)[0])
        told = self.run_python(sys.executable, [file + ".py" for file in files])
        for file in files:
            self.assertEqual(told[os.path.basename(file)], self.timeline(file + ".json"), file)

    def test_a_program_tells_the_rule_and_what_it_prints(self) -> None:
        program = self.good("explain", "--rule", "err-1", "--edition", "3.9")
        self.assertIn("# ERR-1: The first failure completes the outer at once\n#\n# Without return_exceptions, ", program)
        self.assertIn("outer = asyncio.gather(a(), b())\n", program)
        said = program.split("\n# What CPython 3.9 prints:\n#\n")[1]
        self.assertEqual(re.sub("(?m)^# ", "", said), self.timeline("--rule", "ERR-1", edition="3.9"))

    def test_a_program_has_nothing_that_its_scenario_does_not_need(self) -> None:
        program = self.good("explain", "--rule", "ERR-1")
        for word in ("BaseError", "observed", "= None", "report(", "after", "Absent", "InvalidStateError", "CancelledError"):
            self.assertNotIn(word, program)
        self.assertNotIn("\n\n\n\n", program)

    def test_messages_of_cancel_are_for_3_9_and_later(self) -> None:
        file = self.file(HARD, "hard.json")
        self.assertIn('.cancel("m\'\\"{}")', self.good("explain", file))
        self.assertNotIn('.cancel("', self.good("explain", file, "--edition", "3.8"))


class Dialect(ExplainTest):
    """What only a Python can show."""

    # How many examples no CPython of an edition can run.
    UNWRITTEN = {"3.8": 14, "3.9": 14, "3.10": 14, "3.11": 9, "3.12": 1, "3.13": 1, "3.14": 0}
    EVERY = bool(os.environ.get("GATHERCHECK_EVERY_PYTHON"))

    def rules(self) -> List[str]:
        """The rules with an example of the Python dialect: all of them, or some."""
        rules = [r["id"] for r in json.loads(self.good("rules", "--json")) if "python" in r["example"]]
        self.assertGreater(len(rules), 100)
        return rules if self.EVERY else rules[::8]

    def programs(self, rules: Sequence[str], edition: str) -> Dict[str, str]:
        """The programs that are written, by the rules; that the Python is too old is the only reason for none."""
        files = {rule: self.path("%s-%s.py" % (rule, edition)) for rule in rules}
        for rule in rules:
            ended = command("explain", "--rule", rule, "--edition", edition, "--python", files[rule])
            if ended.status != 0:
                self.assertIn("cannot run the scenario: needs Python 3.", ended.err)
                del files[rule]
        return files

    def told(self, python: str, file: str) -> str:
        """What a program prints; it may warn, for instance of what was never awaited."""
        ended = subprocess.run([python, file], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        self.assertEqual(ended.returncode, 0, ended.stderr)
        self.assertNotIn("Traceback", ended.stderr, file)
        return ended.stdout

    def expected(self, file: str, edition: str) -> str:
        """What a program says that it prints."""
        with open(file, encoding="utf-8") as program:
            said = program.read().split("\n# What CPython %s prints:\n#\n" % edition)[1]
        return re.sub("(?m)^# ?", "", said)

    def test_every_example_prints_what_its_trace_says_on_every_python(self) -> None:
        rules = self.rules()
        for edition, python in pythons().items():
            files = self.programs(rules, edition)
            if self.EVERY:
                self.assertEqual(len(rules) - len(files), self.UNWRITTEN[edition], edition)
            for rule, file in files.items():
                self.assertEqual(self.told(python, file), self.expected(file, edition), (rule, edition))

    def test_a_program_says_what_this_python_does(self) -> None:
        for rule in ("EXIT-1", "LOOP-1"):
            self.good("explain", "--rule", rule, "--edition", self.edition, "--python", self.path("a.py"))
            timeline = self.good("run", "--timeline", "--rule", rule, "--adapter", "python:" + sys.executable)
            self.assertEqual(self.expected(self.path("a.py"), self.edition), timeline)

    def test_random_scenarios_print_what_their_traces_say(self) -> None:
        scenarios = [scenario for scenario in self.heard(300, "python") if "python" in scenario][: CASES // 3]
        self.assertEqual(len(scenarios), CASES // 3)
        for i, scenario in enumerate(scenarios):
            file = self.file(scenario, "case_%d.json" % i)
            program = self.path("case_%d.py" % i)
            ended = command("explain", file, "--edition", self.edition, "--python", program)
            if ended.status == 0:
                self.assertEqual(self.told(sys.executable, program), self.expected(program, self.edition), scenario)
            else:
                self.assertIn("cannot run the scenario: needs Python 3.", ended.err)

    def test_exits_and_what_is_done_before_the_loop_runs(self) -> None:
        for edition, python in pythons().items():
            scenario = json.loads(json.dumps(EXITS).replace("task_group", "wait")) if edition in ("3.8", "3.9", "3.10") else EXITS
            for awaitable in scenario["awaitables"]:
                for step in awaitable.get("script", []):
                    if "wait" in step:
                        step["until"] = "ALL_COMPLETED"
            self.good("explain", self.file(scenario, "exits.json"), "--edition", edition, "--python", self.path("exits.py"))
            told = self.told(python, self.path("exits.py"))
            self.assertEqual(told, self.expected(self.path("exits.py"), edition), edition)
            for words in ("SystemExit escapes", "timeline notes raised", "thread skips cancel t", "main notes alive of x: "):
                self.assertIn(words, told)

    def test_there_is_no_cpp_for_it_and_it_is_said_why(self) -> None:
        why = "no program in C++: the scenario is of the Python dialect, and only a Python can show it\n"
        ended = command("explain", "--rule", "ARG-1", "--edition", self.edition, "--out", self.path("a"))
        self.assertEqual((ended.status, ended.out, ended.err), (0, "", "gathercheck: " + why))
        self.assertEqual(sorted(os.listdir(self.path("a"))), ["arg-1.json", "arg-1.py"])
        self.refused("explain", "--rule", "ARG-1", "--edition", self.edition, "--cpp", "-", says=why)
        self.refused("explain", "--rule", "ARG-1", "--edition", self.edition, "--cpp", "-", "--python", self.path("b.py"), says=why)
        self.assertTrue(os.path.exists(self.path("b.py")))

    def test_a_program_says_what_is_idiomatic(self) -> None:
        """The words of the dialect are asyncio's own."""
        for rule, words in (("EXIT-2", "loop.run_until_complete(main_task)\nexcept ValueError as error:"),
                            ("EXIT-1", "asyncio.run(main()"), ("LOOP-3", "def before():\n    global a, outer\n"),
                            ("LOOP-5", "g = other_loop.create_future()"), ("EAGER-8", "loop.set_task_factory(factory)"),
                            ("PLAY-18", "await s.acquire()\n"), ("ARG-28", "class DuckFuture:"), ("ARG-37", "class EqualAwaitable:")):
            self.assertIn(words, self.good("explain", "--rule", rule, "--edition", self.edition), rule)


class Files(ExplainTest):
    def report(self) -> str:
        """The report of a trial with violations."""
        file = self.path("report.json")
        ended = command("check", "reference:3.11", "--edition", "3.12", "--cases", "2000", "--reach", "0", "--json", file)
        self.assertEqual(ended.status, 1, ended)
        return file

    def test_the_violations_of_a_report_are_explained(self) -> None:
        file = self.report()
        with open(file) as text:
            report = json.load(text)
        violated = [rule for rule in report["rules"] if "violation" in rule]
        self.assertTrue(violated)
        self.assertIn("# %s: " % report["failures"][0]["rule"], self.good("explain", file))
        last = violated[-1]
        told = self.good("explain", file, "--rule", last["id"], "--scenario", "-")
        self.assertEqual(json.loads(told), last["violation"]["scenario"])
        kept = next(rule["id"] for rule in report["rules"] if "violation" not in rule)
        self.refused("explain", file, "--rule", kept, says="the report has no violation of " + kept)

    def test_the_difference_of_a_comparison_is_explained(self) -> None:
        file = self.path("report.json")
        command("compare", "reference:3.13", python_child("nothing", "9999"), "--cases", "9", "--json", file)
        with open(file) as text:
            report = json.load(text)
        report["rules"] = [{k: v for k, v in rule.items() if k != "violation"} for rule in report["rules"]]
        told = self.good("explain", self.file(report), "--scenario", "-")
        self.assertEqual(json.loads(told), report["difference"]["scenario"])
        self.assertIn("What CPython 3.13 prints", self.good("explain", self.file(report)))

    def test_out_writes_all_three(self) -> None:
        self.assertEqual(self.good("explain", "--rule", "ERR-1", "--out", self.path("a/b")), "")
        self.assertEqual(sorted(os.listdir(self.path("a/b"))), ["err-1.cpp", "err-1.json", "err-1.py"])
        self.assertEqual(self.good("run", self.path("a/b/err-1.json")), self.good("run", "--rule", "ERR-1"))

    def test_a_scenario_is_read_from_standard_input(self) -> None:
        told = self.good("explain", "-", stdin=json.dumps(SCENARIO).encode())
        self.assertIn("g = asyncio.gather(a(), b())\n", told)

    def test_what_cannot_be_explained_is_refused(self) -> None:
        self.refused("explain", says="expected a failure to explain")
        self.refused("explain", "--rule", "ERR-999", says='there is no rule "ERR-999"')
        self.refused("explain", self.path("nothing.json"), says="nothing.json: cannot be read")
        self.refused("explain", self.file("[1]"), says="input.json: ")
        self.refused("explain", self.file({"scenario": 2}), says="expected format version 1, found 2")
        self.refused("explain", self.file(dict(SCENARIO, main={})), says='main: the key "script" is missing')
        self.refused("explain", self.file({"report": 1}), says='the key "kind" is missing')
        self.refused("explain", "--rule", "ERR-1", "--edition", "2.7", says='there is no edition "2.7"')
        self.refused("explain", "--rule", "ERR-1", "--python", self.path("no/where.py"), says="where.py: cannot be written")
        self.refused("explain", "--rule", "ERR-1", "--out", self.file("", "file"), says="file")

    def test_a_report_without_failure_is_refused(self) -> None:
        self.good("check", "reference", "--cases", "100", "--reach", "0", "--json", self.path("report.json"))
        self.refused("explain", self.path("report.json"), says="the report has no failure in it")

    def test_what_a_program_cannot_do_is_refused(self) -> None:
        raises = [{"name": n, "kind": "task", "script": [{"raise": {"type": t, "object": "e"}}]}
                  for n, t in (("a", "ValueError"), ("b", "KeyError"))]
        scenario = {"scenario": 1, "awaitables": raises, "main": {"script": [{"create": "a"}, {"create": "b"}]}}
        self.refused("explain", self.file(scenario), says='the errors with the object "e" are not the same')
        deep = {"name": "a", "kind": "task", "script": [{"sleep": 1}], "on_cancel": [[{"sleep": 1}]] * 9}
        scenario = {"scenario": 1, "awaitables": [deep], "main": {"script": [{"create": "a"}]}}
        self.refused("explain", self.file(scenario), says="more than 6 blocks of on_cancel")


@unittest.skipUnless(os.environ.get("GATHERCHECK_CXX"), "no compiler was named")
class CppPrograms(ExplainTest):
    """Compiled by the compiler that has compiled the reference."""

    def compiled(self, source: str) -> str:
        """What the program prints."""
        library, include = os.environ["GATHERCHECK_REFERENCE"].split(":")
        program = os.path.splitext(source)[0] + ".exe"
        ended = subprocess.run([os.environ["GATHERCHECK_CXX"], "-std=c++20", "-Wall", "-Wextra", "-I", include, source, library,
                                "-o", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
        return subprocess.check_output([program], encoding="utf-8")

    def test_some_programs_compile_alone(self) -> None:
        for rule in ("ERR-1", "ERR-12"):
            self.good("explain", "--rule", rule, "--edition", "3.11", "--out", self.folder)
            self.assertEqual(self.compiled(self.path(rule.lower() + ".cpp")), self.timeline("--rule", rule, edition="3.11"))
        file = self.file(HARD, "hard.json")
        self.good("explain", file, "--edition", "3.11", "--out", self.folder)
        self.assertEqual(self.compiled(self.path("hard.cpp")), self.timeline(file, edition="3.11"))

    def test_every_example_prints_what_its_trace_says(self) -> None:
        rules = self.examples()
        for rule in rules:
            self.good("explain", "--rule", rule, "--edition", "3.13", "--cpp", self.path(rule + ".cpp"))
        with open(self.path("all.cpp"), "w", encoding="utf-8") as source:
            source.write(self.together([self.path(rule + ".cpp") for rule in rules]))
        told = parts(self.compiled(self.path("all.cpp")))
        for rule in rules:
            self.assertEqual(told[rule], self.timeline("--rule", rule, edition="3.13"), rule)

    def together(self, files: Sequence[str]) -> str:
        """One source of many programs, each in a namespace of its own. The types that they have in common are there once for all
        that spell them alike, since it is they that take the compiler's time."""
        programs = [self.pieces(file) for file in files]
        types = sorted({types for _, types, _ in programs})
        source = programs[0][0]
        for i, text in enumerate(types):
            source += "namespace types_%d {\n%s}\n" % (i, text)
        for i, (_, text, rest) in enumerate(programs):
            source += "namespace program_%d {\nusing namespace types_%d;\nnamespace {\n%s" % (i, types.index(text), rest)
            source += "}  // namespace program_%d\n" % i
        calls = ['  std::cout << "--- %s\\n";\n  program_%d::play();\n' % (file, i) for i, file in enumerate(files)]
        return source + "int main() {\n%s}\n" % "".join(calls)

    def pieces(self, file: str) -> Tuple[str, str, str]:
        """What a program includes, the types of errors and values, and the rest of it."""
        with open(file, encoding="utf-8") as source:
            includes, rest = source.read().split("namespace {\n", 1)
        types, rest = rest.split("void say(", 1)
        rest, main = rest.split("\nint main() {\n")
        return re.sub(r"(?m)^//.*\n", "", includes), types, "void say(%s\nvoid play() {\n%s" % (rest, main)


if __name__ == "__main__":
    unittest.main()
