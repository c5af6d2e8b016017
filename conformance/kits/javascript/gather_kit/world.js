// SPDX-License-Identifier: MIT
'use strict';

const { ScenarioError, Trouble, isCancelled } = require('./errors');
const { Handle, Recorder } = require('./recorder');

/** What exists in one run, by the names of the scenario, and how it stands. */
class World {
  constructor(scenario, implementation, clock) {
    this.scenario = scenario;
    this.implementation = implementation;
    this.clock = clock;
    this.recorder = new Recorder(clock, implementation.entry);
    this.declared = new Map(scenario.awaitables.map((each) => [each.name, each]));
    this.objects = new Map(); // of those that exist: the promise, and how it stands
    this.errors = new Map(); // those that are one object
    this.handles = new Map();
    this.trouble = undefined;
  }

  /** From now on the promise exists as `name`; `further` is what else is known of it. */
  add(name, promise, further) {
    const object = { promise, state: 'pending', ...further };
    const isGather = this.declared.get(name)?.kind === 'gather';
    promise.then(
      this.guarded((value) => (object.state = { value })),
      this.guarded((error) => {
        object.state = isCancelled(error) && !isGather ? 'cancelled' : { error };
      }),
    );
    this.objects.set(name, object);
    return object;
  }

  /** How an object stands, as a trace tells it. */
  state(name) {
    const { state } = this.objects.get(name);
    if (typeof state === 'string') return state;
    return 'error' in state ? this.recorder.failure(state.error) : this.recorder.result(state.value);
  }

  /** Whether `name` can be an argument of gather by now. */
  exists(name) {
    return this.objects.has(name) || this.declared.get(name)?.kind === 'coroutine';
  }

  /** What a value of the scenario stands for. */
  value(value) {
    if (typeof value !== 'object' || value === null) return checked(value);
    if ('error' in value) return this.error(value.error);
    return this.handle(value.awaitable);
  }

  /** The error that the scenario means: a new one, unless it is shared. */
  error(error) {
    const { type, message, object } = typeof error === 'string' ? { type: error } : error;
    if (object === undefined) return new ScenarioError(type, message);
    if (!this.errors.has(object)) this.errors.set(object, new ScenarioError(type, message));
    return this.errors.get(object);
  }

  handle(name) {
    if (!this.handles.has(name)) this.handles.set(name, new Handle(name));
    return this.handles.get(name);
  }

  record(event, of, details) {
    this.recorder.record(event, of, details);
  }

  /** A callback whose trouble is that of the run, and not of the promise that calls it. */
  guarded(callback) {
    return (argument) => {
      try {
        callback(argument);
      } catch (error) {
        this.trouble ??= error;
      }
    };
  }
}

/** A number that JSON.parse has read as it was written. */
function checked(value) {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new Trouble('needs whole numbers of more than 53 bits');
  return value;
}

module.exports = { World };
