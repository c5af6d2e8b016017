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

  /** Follows the script, and notes how it ends in the very job in which it does. */
  async run() {
    this.world.clock.begin();
    if (this.asked) throw this.over(this.asked);
    this.world.record('started', this.name);
    let value;
    try {
      for (let step; (step = this.nextStep()); ) {
        if ('return' in step) {
          value = this.world.value(step.return);
          break;
        }
        if ('sleep' in step) await this.sleep(step.sleep);
        else if ('await' in step) await this.await(step);
        else this.act(step);
      }
    } catch (error) {
      throw this.failed(error);
    }
    return this.returned(value);
  }

  /** The next step; undefined at the end of the script. The end of a block raises once more. */
  nextStep() {
    if (this.block.next < this.block.steps.length) return this.block.steps[this.block.next++];
    if (this.block !== this.main) throw this.cancellation;
    return undefined;
  }

  act(step) {
    if ('raise' in step) throw this.world.error(step.raise);
    if ('continue' in step) this.block = this.main;
    else act(this.world, this.name, step);
  }

  /** A task that was asked to cancel and returns without having suspended is cancelled, as in asyncio. */
  returned(value) {
    this.world.record('ended', this.name, { outcome: this.world.recorder.result(value) });
    this.over();
    if (this.asked) throw this.asked;
    return value;
  }

  failed(error) {
    if (error instanceof Trouble) this.world.trouble ??= error;
    else this.world.record('ended', this.name, { outcome: this.world.recorder.failure(error) });
    return this.over(error);
  }

  over(error) {
    this.isOver = true;
    return error;
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
