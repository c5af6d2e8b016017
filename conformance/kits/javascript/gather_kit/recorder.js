// SPDX-License-Identifier: MIT
'use strict';

const { ScenarioError, Trouble } = require('./errors');

/** A future or a task as a plain value: a promise could not be the value of a promise. */
class Handle {
  constructor(name) {
    this.name = name;
  }
}

/**
 * Writes down what a run was seen to do, in the canonical text of trace 1. What is told about an
 * object has its keys in the order of the format, since that is the order of the numbers that
 * identify lists and errors.
 */
class Recorder {
  /** `entry` tells what an entry of a list stands for. */
  constructor(clock, entry = (each) => each) {
    this.clock = clock;
    this.entry = entry;
    this.events = [];
    this.ids = new Map();
  }

  record(event, of, details) {
    const { now: t, turn } = this.clock;
    this.events.push(JSON.stringify({ t, turn, event, of, ...details }));
  }

  trace(scenario, edition, end) {
    const awaitables = [{ name: 'main', kind: 'task' }];
    for (const { name, kind } of scenario.awaitables) awaitables.push({ name, kind });
    const events = this.events.join(',');
    return (
      `{"trace":1,"edition":"${edition}","awaitables":${JSON.stringify(awaitables)},` +
      `"events":[${events}],"end":"${end}"}`
    );
  }

  result(value) {
    return { result: this.value(value) };
  }

  failure(error) {
    return { error: this.error(error) };
  }

  value(value) {
    if (value === undefined || value === null) return null;
    if (typeof value === 'string' || Number.isSafeInteger(value)) return value;
    if (Array.isArray(value)) return this.list(value);
    if (value instanceof Error) return this.failure(value);
    if (value instanceof Handle) return { awaitable: value.name };
    throw new Trouble(`a value that no scenario contains: ${typeof value} ${String(value)}`);
  }

  list(values) {
    const id = this.id(values);
    return { list: values.map((each) => this.value(this.entry(each))), id };
  }

  error(error) {
    if (!(error instanceof Error)) return { type: 'Thrown', id: this.id(error) };
    const told = { type: error.name, id: this.id(error) };
    if (error instanceof ScenarioError && error.spoken !== undefined) told.message = error.spoken;
    return told;
  }

  id(thing) {
    if (!this.ids.has(thing)) this.ids.set(thing, this.ids.size + 1);
    return this.ids.get(thing);
  }
}

module.exports = { Handle, Recorder };
