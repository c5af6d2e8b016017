// SPDX-License-Identifier: MIT
'use strict';

/** An error of a scenario, by the name that scenarios have for its type. */
class ScenarioError extends Error {
  constructor(type, message) {
    super(message);
    this.name = type;
    this.spoken = message; // undefined if it says nothing
  }
}

/** The run gives no trace, for a reason that says nothing about gather. */
class Trouble extends Error {}

/** The scenario is about something that this implementation has not. */
function needs(capability) {
  return new Trouble(`needs ${capability}`);
}

function isCancelled(error) {
  return error instanceof ScenarioError && error.name === 'CancelledError';
}

// An error that is only kept or passed on needs no stack, and making one is slow.
Error.stackTraceLimit = 0;

module.exports = { ScenarioError, Trouble, isCancelled, needs };
