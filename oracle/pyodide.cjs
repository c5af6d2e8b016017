// SPDX-License-Identifier: MIT
// The witness on CPython 3.14 where there is none: Pyodide, its build to WebAssembly, under Node.js.
//
//     node pyodide.cjs
//
// speaks protocol 1 on standard input and output. The npm package pyodide is looked for from the
// folder GATHERCHECK_PYODIDE; without that from here, and from where tools/witnesses puts it. With
// --find it only says where the package is, or that it is not there (status 2).
"use strict";

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { Worker, isMainThread } = require("node:worker_threads");

// asyncio may recurse as deep as Python allows, and each level of it takes much of the thread's own
// stack here. With too little, Pyodide ends where a RecursionError is due; 64 MB are enough.
const STACK_MB = 128;

function findPyodide() {
  const { GATHERCHECK_PYODIDE, XDG_CACHE_HOME } = process.env;
  const cache = path.join(XDG_CACHE_HOME || path.join(os.homedir(), ".cache"), "gathercheck");
  const paths = GATHERCHECK_PYODIDE ? [GATHERCHECK_PYODIDE] : [__dirname, cache];
  try {
    return require.resolve("pyodide", { paths });
  } catch {
    fs.writeSync(
      2,
      `gather_oracle: the npm package pyodide was not found from ${paths.join(" nor from ")}\n` +
        "hint: npm install pyodide@314.0.7 somewhere, and name that folder with GATHERCHECK_PYODIDE\n",
    );
    process.exit(2);
  }
}

// Pyodide comes with an event loop that counts as running, and a policy that makes it the current
// one of all who ask. The witness brings its own loop, and wants the policy that Python has.
const SERVE = `
import asyncio, sys, warnings
asyncio._set_running_loop(None)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    asyncio.set_event_loop_policy(None)
sys.path.insert(0, "/oracle")
from gather_oracle.command import main
main([])
`;

async function serve() {
  const pyodide = await require(findPyodide()).loadPyodide();
  // Plain reads and writes: the streams of Node.js would make the pipes non-blocking.
  pyodide.setStdin({ read: (buffer) => fs.readSync(0, buffer) });
  pyodide.setStdout({ write: (buffer) => fs.writeSync(1, buffer) });
  pyodide.setStderr({ write: (buffer) => fs.writeSync(2, buffer) });
  pyodide.mountNodeFS("/oracle", __dirname);
  process.exitCode = pyodide.runPython(SERVE);
}

if (process.argv[2] === "--find") {
  process.stdout.write(findPyodide() + "\n");
} else if (isMainThread) {
  const worker = new Worker(__filename, { resourceLimits: { stackSizeMb: STACK_MB } });
  worker.on("exit", (status) => (process.exitCode = status));
} else {
  serve();
}
