// SPDX-License-Identifier: MIT
'use strict';

const { inspect } = require('node:util');
const { Trouble, needs } = require('./errors');

/** What scripts, callbacks and the timeline do without suspending; each is recorded when it is done. */
const ACTIONS = { create, gather, cancel, set_result, set_exception, observe, add_done_callback };

/** Does an action of a scenario for `by`. */
function act(world, by, action) {
  const word = Object.keys(action)[0];
  if (!Object.hasOwn(ACTIONS, word)) throw new Trouble(`an action that is unknown: ${word}`);
  if (!ACTIONS[word](world, by, action, action[word]))
    world.record('skipped', action[word], { by, action: word });
}

/** Does the actions of a callback or of the timeline; what they raise is told to nobody else. */
function perform(world, by, actions) {
  for (const action of actions) {
    if (!('raise' in action)) act(world, by, action);
    else
      world.record('unhandled', by, { error: world.recorder.error(world.error(action.raise)) });
  }
}

// Each returns whether it applied.

function create(world, by, action, name) {
  if (world.objects.has(name)) return false;
  start(world, name);
  world.record('created', name, { by });
  return true;
}

function gather(world, by, action, name) {
  const { of, return_exceptions = false } = world.declared.get(name);
  if (world.objects.has(name) || !of.every((each) => world.exists(each))) return false;
  const promises = arguments_of(world, of);
  const told = { by, children: of, return_exceptions };
  try {
    const outer = world.implementation.gather(promises, { returnExceptions: return_exceptions });
    if (typeof outer?.then !== 'function') throw new Trouble('gather returned no promise');
    world.add(name, outer);
    told.done = isDone(outer);
  } catch (error) {
    if (error instanceof Trouble) throw error;
    told.error = world.recorder.error(error);
  }
  world.record('gather', name, told);
  return true;
}

/** Whether a promise is settled. It tells only those who look from outside. */
function isDone(promise) {
  return promise instanceof Promise && !inspect(promise, { depth: 0, maxArrayLength: 0 }).includes('<pending>');
}

/** The promises that gather gets: bare coroutines begin here, one for each name. */
function arguments_of(world, names) {
  const promises = new Map();
  for (const name of names)
    if (!promises.has(name))
      promises.set(name, world.objects.get(name)?.promise ?? body(world, name).start());
  return names.map((name) => promises.get(name));
}

function cancel(world, by, action, name) {
  if (action.message !== undefined) throw needs('messages');
  const object = world.objects.get(name);
  if (!object) return false;
  world.record('cancel', name, { by, accepted: Boolean(cancelled(world, name, object)) });
  return true;
}

function cancelled(world, name, object) {
  if (name === 'main') throw needs('cancel_awaiter');
  if (world.declared.get(name).kind !== 'gather') {
    if (!object.promise.cancel) throw needs('cancel_child');
    return object.promise.cancel();
  }
  if (!world.implementation.cancel) throw needs('cancel_outer');
  return world.implementation.cancel(object.promise);
}

function set_result(world, by, action, name) {
  const value = world.value(action.value);
  return settle(world, by, name, 'resolve', value, world.recorder.result(value));
}

function set_exception(world, by, action, name) {
  const error = world.error(action.error);
  return settle(world, by, name, 'reject', error, world.recorder.failure(error));
}

function settle(world, by, name, how, what, outcome) {
  const object = world.objects.get(name);
  if (!object) return false;
  if (!object.settle) throw needs('set_by_hand');
  const accepted = object.settle(how, what);
  world.record('settle', name, { by, outcome, accepted });
  return true;
}

function observe() {
  throw needs('observe');
}

function add_done_callback(world, by, action, name) {
  const object = world.objects.get(name);
  if (!object) return false;
  const { label } = action;
  const callback = world.guarded(() => {
    world.clock.begin();
    world.record('callback', name, { label, outcome: world.state(name) });
    perform(world, label, action.do ?? []);
  });
  object.promise.then(callback, callback);
  world.record('registered', name, { by, label });
  return true;
}

function body(world, name) {
  const { Body } = require('./body'); // which needs the actions in its turn
  const { script, on_cancel } = world.declared.get(name) ?? world.scenario.main;
  return new Body(world, name, script, on_cancel);
}

/** Lets the task `name` exist and begin. */
function start(world, name) {
  world.add(name, body(world, name).start());
}

/** Lets the plain future `name` exist: a promise, and what settles it once. */
function makeFuture(world, name) {
  let settlers;
  const promise = new Promise((resolve, reject) => (settlers = { resolve, reject }));
  let isSettled = false;
  const settle = (how, what) => {
    if (isSettled) return false;
    isSettled = true;
    settlers[how](what);
    return true;
  };
  world.add(name, promise, { settle });
}

module.exports = { act, makeFuture, perform, start };
