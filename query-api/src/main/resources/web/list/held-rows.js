// Which rows of the list are not shown: new ones while somebody reads, and those that were cleared away.

import { keyOf } from './loaded-trails.js';

export class HeldRows {
  constructor() {
    this.version = 0; // Grows with each change.
    this.forget();
  }

  forget() {
    this.version++;
    this.newKeys = new Set();
    this.cleared = null;
  }

  hold(key) {
    this.version++;
    this.newKeys.add(key);
  }

  /** Shows the new ones. */
  release() {
    this.version++;
    this.newKeys.clear();
  }

  /** Hides what is in the list now: nothing is deleted. */
  clear(trails) {
    this.cleared = new Set([...(this.cleared ?? []), ...trails.map(keyOf)]);
    this.release();
  }

  unclear() {
    this.version++;
    this.cleared = null;
  }

  get clearedCount() {
    return this.cleared?.size ?? 0;
  }

  get isEmpty() {
    return !this.newKeys.size && !this.clearedCount;
  }

  isShown(trail) {
    const key = keyOf(trail);
    return !this.newKeys.has(key) && !this.cleared?.has(key);
  }
}
