// SPDX-License-Identifier: MIT
/**
 * Lets gathercheck try what JavaScript has in place of asyncio.gather: see ../../README.md.
 *
 *     serve({ name: 'my gather', version: '1.0', capabilities: ['duplicates'], gather });
 */
'use strict';

const readline = require('node:readline');
const { Trouble } = require('./errors');
const { run } = require('./run');

const BYE = '{"bye":true}';

/**
 * Answers the suite on standard input and output until it says good-bye.
 *
 * `gather(promises, { returnExceptions })` returns a promise of the results. `capabilities` are
 * words of spec/README.md; a scenario that needs others is not asked for. `cancel(outer)`, which
 * may be left out, cancels what gather returned and tells whether it did; the promises of children
 * have a method `cancel()` for it. `entry`, which may be left out, tells what an entry of the results
 * stands for: a value, or an error that was caught. `edition` is the Python whose gather is meant.
 */
async function serve({ name, version, capabilities, gather, cancel, entry, edition = '3.14' }) {
  const identity = { protocol: 1, name, version, language: 'JavaScript', edition, capabilities };
  // Nobody awaits some of the promises of a scenario: that is what it is about.
  process.on('unhandledRejection', () => {});
  process.stdout.on('error', () => process.exit(1));
  console.log = console.info = console.debug = console.error; // for people, and no answers
  const lines = readline.createInterface({ input: process.stdin, crlfDelay: Infinity });
  for await (const line of lines) {
    process.stdout.write((await answer(line, identity, { gather, cancel, entry, edition })) + '\n');
    if (line === BYE) break;
  }
  process.exit(0);
}

/** The answer to one line. */
async function answer(line, identity, implementation) {
  const request = parsed(line);
  if (request?.bye === true) return BYE;
  if (request?.hello?.protocol === 1) return JSON.stringify({ hello: identity });
  if (!Number.isSafeInteger(request?.id) || typeof request.run !== 'object')
    return trouble(null, 'expected {"hello":{"protocol":1}}, {"id":n,"run":{...}} or {"bye":true}');
  try {
    return `{"id":${request.id},"trace":${await run(request.run, implementation)}}`;
  } catch (error) {
    return trouble(request.id, error instanceof Trouble ? error.message : `in the kit: ${error}`);
  }
}

function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function trouble(id, text) {
  return JSON.stringify({ id, trouble: text });
}

module.exports = { serve };
