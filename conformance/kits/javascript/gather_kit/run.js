// SPDX-License-Identifier: MIT
'use strict';

const { makeFuture, perform, start } = require('./actions');
const { Clock } = require('./clock');
const { Trouble } = require('./errors');
const { World } = require('./world');

const MOST_TURNS = 100000;

/** The trace of a scenario, as text. Throws Trouble if there is none. */
async function run(scenario, implementation) {
  if (scenario.python) throw new Trouble('needs python');
  const clock = new Clock(2 * scenario.awaitables.length);
  const world = new World(scenario, implementation, clock);
  for (const { name, kind } of scenario.awaitables) if (kind === 'future') makeFuture(world, name);
  start(world, 'main');
  for (const entry of scenario.timeline ?? [])
    clock.at(entry.at, () => after(entry.turn ?? 0, world, entry.do));
  do await clock.rest();
  while (!world.trouble && clock.turn < MOST_TURNS && clock.advance());
  return conclude(world, clock.turn < MOST_TURNS ? 'idle' : 'limit');
}

/** Does the actions of the timeline so many microtasks later. */
function after(turns, world, actions) {
  if (turns > 0) Promise.resolve().then(() => after(turns - 1, world, actions));
  else world.guarded(() => (world.clock.begin(), perform(world, 'timeline', actions)))();
}

function conclude(world, end) {
  for (const name of ['main', ...world.declared.keys()])
    if (world.objects.has(name)) world.record('final', name, { outcome: world.state(name) });
  if (world.trouble) throw world.trouble;
  return world.recorder.trace(world.scenario, world.implementation.edition, end);
}

module.exports = { run };
