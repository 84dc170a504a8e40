// Loads the request that a page shows alone, again and again, one load at a time.

import { versionOf } from '../lib/api.js';

export class RequestLoads {
  constructor() {
    this.last = Promise.resolve();
    this.tag = null; // Of the version that was loaded last.
  }

  /** The trails that have changed since the last load, with entries. `onFirst`: see readTrails. */
  load(requestId, onFirst) {
    const load = this.last.then(async () => {
      const found = await versionOf(requestId, onFirst, this.tag);
      if (found) this.tag = found.tag;
      return found?.trails ?? [];
    });
    this.last = load.catch(() => {});
    return load;
  }
}
