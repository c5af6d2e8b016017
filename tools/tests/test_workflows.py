# SPDX-License-Identifier: MIT
"""The workflows to copy: that they are valid, and that their commands do what they are for.

GATHERCHECK names the program.
"""

import json
import os
import subprocess
import unittest
from typing import Any, Dict, List

import checkers
from checkers import needs
from program import HERE, PROGRAM, CommandTest

FOLDER = os.path.join(HERE, "..", "workflows")
GITHUB = os.path.join(FOLDER, "github.yml")
GITLAB = os.path.join(FOLDER, "gitlab.yml")
YAML = checkers.NODE and checkers.package("yaml")
VALIDATOR = checkers.package("@action-validator", "cli", "cli.mjs")
WRITTEN = {"gather.json", "gather.html", "gather.xml", "gather.sarif", "gather.md", "gather.svg"}


def read_yaml(path: str) -> Any:
    """A document, by a strict parser."""
    script = """
    const { parseDocument } = require("yaml");
    const document = parseDocument(require("fs").readFileSync(process.argv[1], "utf8"), { strict: true });
    for (const each of [...document.errors, ...document.warnings]) throw each;
    console.log(JSON.stringify(document.toJS()));
    """
    environment = dict(os.environ, NODE_PATH=checkers.CACHE)
    said = subprocess.run([str(checkers.NODE), "-e", script, path], env=environment, stdout=subprocess.PIPE, check=True)
    return json.loads(said.stdout)


@needs(YAML, "the parser of YAML")
class Workflows(CommandTest):
    def run_in_a_checkout(self, command: str) -> int:
        """Runs a command of a workflow where gathercheck is checked out and built, for a short while."""
        build = self.path(".gathercheck/build")
        os.makedirs(build, exist_ok=True)
        with open(os.path.join(build, "gathercheck"), "w", encoding="utf-8") as file:
            short = 'if [ "$1" = check ]; then set -- "$@" --cases 20 --reach 0 --rule ERR-1; fi'
            file.write('#!/bin/sh\n%s\nexec "%s" "$@"\n' % (short, PROGRAM))
        os.chmod(os.path.join(build, "gathercheck"), 0o755)
        environment = dict(os.environ, ADAPTER="reference", GITHUB_STEP_SUMMARY=self.path("summary.md"))
        ended = subprocess.run(["bash", "-e", "-c", command], cwd=self.folder, env=environment, stdout=subprocess.DEVNULL)
        return ended.returncode

    def steps(self) -> List[Dict[str, Any]]:
        steps: List[Dict[str, Any]] = read_yaml(GITHUB)["jobs"]["conformance"]["steps"]
        return steps

    def test_commands_are_of_the_shell(self) -> None:
        job = read_yaml(GITLAB)["gather"]
        commands = [step["run"] for step in self.steps() if "run" in step] + job["before_script"] + job["script"]
        self.assertGreater(len(commands), 8)
        for command in commands:
            self.assertEqual(checkers.complaints("bash", "-n", "-c", command), "", command)

    def test_github_runs_the_suite_and_summarises(self) -> None:
        steps = {step.get("name"): step.get("run") for step in self.steps()}
        self.assertEqual(self.run_in_a_checkout(str(steps["Run the suite"])), 0)
        self.assertLessEqual(WRITTEN, set(os.listdir(self.folder)))
        os.link(self.path("gather.json"), self.path("gather-before.json"))
        self.assertEqual(self.run_in_a_checkout(str(steps["Summarise"])), 0)
        with open(self.path("summary.md"), encoding="utf-8") as file:
            summary = file.read()
        self.assertIn("1 rule: 1 holds", summary)
        self.assertIn("nothing has changed", summary)

    def test_gitlab_runs_the_suite_and_keeps_what_it_wrote(self) -> None:
        job = read_yaml(GITLAB)["gather"]
        for command in job["script"]:
            self.assertEqual(self.run_in_a_checkout(command), 0)
        kept = {*job["artifacts"]["paths"], job["artifacts"]["reports"]["junit"]}
        self.assertEqual(kept, WRITTEN)
        self.assertLessEqual(kept, set(os.listdir(self.folder)))

    @needs(VALIDATOR, "the checker of workflows")
    def test_github_is_valid_by_its_schema(self) -> None:
        ended = subprocess.run([str(checkers.NODE), str(VALIDATOR), GITHUB], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual(ended.returncode, 0, ended.stdout.decode())
        broken = self.file("on: push\njobs:\n  a:\n    steps: 5\n", "broken.yml")
        said = subprocess.run([str(checkers.NODE), str(VALIDATOR), broken], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertNotEqual(said.returncode, 0, said.stdout.decode())


if __name__ == "__main__":
    unittest.main()
