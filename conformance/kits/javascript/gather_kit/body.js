// SPDX-License-Identifier: MIT
'use strict';

const { act } = require('./actions');
const { ScenarioError, Trouble, isCancelled, needs } = require('./errors');

/** A coroutine or task that follows a script. It suspends where the script sleeps or awaits. */
class Body {
  constructor(world, name, script, onCancel = []) {
    this.world = world;
    this.name = name;
    this.main = { steps: script, next: 0 };
    this.block = this.main; // the steps that are followed now
    this.onCancel = [...onCancel];
    this.cancellation = undefined; // what the block answers
    this.isOver = false;
    this.asked = undefined; // a cancellation that waits for the next suspension
    this.interrupt = undefined; // ends the suspension
  }

  /** A promise of what the script comes to; it begins in a microtask, as with every await. */
  start() {
    const promise = Promise.resolve().then(() => this.run());
    promise.cancel = () => this.cancel();
    return promise;
  }

  /** Raises CancelledError where the script is suspended. False if it is over. */
  cancel() {
    if (this.isOver) return false;
    const error = new ScenarioError('CancelledError');
    if (this.interrupt) this.interrupt(error);
    else this.asked = error;
    return true;
  }

  async run() {
    if (this.asked) throw this.finish(this.asked);
    const { world, name } = this;
    world.clock.begin();
    world.record('started', name);
    try {
      const value = await this.follow();
      world.record('ended', name, { outcome: world.recorder.result(value) });
      return value;
    } catch (error) {
      if (error instanceof Trouble) world.trouble ??= error;
      else world.record('ended', name, { outcome: world.recorder.failure(error) });
      throw error;
    } finally {
      this.isOver = true;
    }
  }

  finish(error) {
    this.isOver = true;
    return error;
  }

  async follow() {
    for (;;) {
      if (this.block.next === this.block.steps.length) {
        if (this.block !== this.main) throw this.cancellation;
        return undefined;
      }
      const step = this.block.steps[this.block.next++];
      if ('return' in step) return this.world.value(step.return);
      if ('raise' in step) throw this.world.error(step.raise);
      if ('continue' in step) this.block = this.main;
      else if ('sleep' in step) await this.sleep(step.sleep);
      else if ('await' in step) await this.await(step);
      else act(this.world, this.name, step);
    }
  }

  async sleep(delay) {
    const { clock } = this.world;
    this.world.record('sleeping', this.name, { delay });
    try {
      await this.suspend(new Promise((resolve) => clock.at(clock.now + delay, resolve)));
    } catch (error) {
      this.world.record('interrupted', this.name, { error: this.world.recorder.error(error) });
      return this.turnTo(error);
    }
    this.world.record('resumed', this.name);
  }

  async await(step) {
    if (step.shield) throw needs('shield');
    const { world, name } = this;
    const on = step.await;
    const object = world.objects.get(on);
    if (!object) return world.record('skipped', on, { by: name, action: 'await' });
    world.record('awaiting', name, { on });
    try {
      const value = await this.suspend(object.promise);
      world.record('awaited', name, { on, outcome: world.recorder.result(value) });
    } catch (error) {
      if (error instanceof Trouble) throw error;
      world.record('awaited', name, { on, outcome: world.recorder.failure(error) });
      if (isCancelled(error)) return this.turnTo(error);
      if (!step.catch) throw error;
    }
  }

  /** Waits for the promise, or for whoever cancels this. */
  suspend(promise) {
    return new Promise((resolve, reject) => {
      const end = (settle) => (what) => {
        this.world.clock.begin();
        this.interrupt = undefined;
        settle(what);
      };
      this.interrupt = end(reject);
      promise.then(end(resolve), end(reject));
      if (this.asked) this.interrupt(this.asked);
      this.asked = undefined;
    });
  }

  /** Goes on with the next block for a cancellation; without one it ends the script. */
  turnTo(cancellation) {
    if (this.onCancel.length === 0) throw cancellation;
    this.block = { steps: this.onCancel.shift(), next: 0 };
    this.cancellation = cancellation;
  }
}

module.exports = { Body };
