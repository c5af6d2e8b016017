// SPDX-License-Identifier: MIT
'use strict';

/**
 * A virtual clock. Timers go off in the order of their time, and among equals in that of their
 * creation; between two of them all microtasks run, as between two timers of Node.js.
 */
class Clock {
  /**
   * `room` is how many turns are left out where time goes on. asyncio needs some for what follows
   * from the last event of an instant, and the law counts on them.
   */
  constructor(room) {
    this.room = room;
    this.now = 0;
    this.turn = -1; // the number of the job that runs or ran last, of those that are seen
    this.timers = []; // a heap, the next one first
    this.made = 0;
  }

  /** Calls `callback` when the time is `when`. */
  at(when, callback) {
    this.timers.push({ when, sequence: this.made++, callback });
    this.rise(this.timers.length - 1);
  }

  /** Lets the next timer go off. False if there is none. */
  advance() {
    const next = this.take();
    if (!next) return false;
    if (next.when > this.now) this.turn += this.room;
    this.now = next.when;
    next.callback();
    return true;
  }

  /** Notes that another job has begun: what runs until the next await, which stands for a turn. */
  begin() {
    this.turn += 1;
  }

  /** Resolved when no microtask is left. */
  rest() {
    return new Promise(setImmediate);
  }

  take() {
    const [first] = this.timers;
    const last = this.timers.pop();
    if (first !== last) {
      this.timers[0] = last;
      this.sink(0);
    }
    return first;
  }

  rise(place) {
    for (let above; place > 0 && this.isBefore(place, (above = (place - 1) >> 1)); place = above)
      this.swap(place, above);
  }

  sink(place) {
    for (;;) {
      let least = place;
      for (const below of [2 * place + 1, 2 * place + 2])
        if (below < this.timers.length && this.isBefore(below, least)) least = below;
      if (least === place) return;
      this.swap(place, least);
      place = least;
    }
  }

  isBefore(one, other) {
    const [a, b] = [this.timers[one], this.timers[other]];
    return a.when < b.when || (a.when === b.when && a.sequence < b.sequence);
  }

  swap(one, other) {
    [this.timers[one], this.timers[other]] = [this.timers[other], this.timers[one]];
  }
}

module.exports = { Clock };
