// The trails that the page has loaded, by key, newest or slowest first. A trail is never changed, only replaced
// by a new object: comparing two references tells whether it is another.

import { slowestFirst } from './slowest.js';

const MAX_TRAILS = 10_000;
const MAX_WITH_ENTRIES = 300;
const TRIM_AFTER = 100;

/**
 * What a trail is kept by: whose and which attempt it is, not its row in the store. When CloudWatch's copy replaces what
 * only a log result had told, it is another row and the same request: it stays open, held and in focus.
 */
export function keyOf(trail) {
  let key = KEYS.get(trail);
  if (key == null) {
    const { account, region, functionName, requestId, attempt } = trail;
    key = requestId == null ? `environment ${trail.trailId}` : JSON.stringify([account, region, functionName, requestId, attempt]);
    KEYS.set(trail, key);
  }
  return key;
}

const KEYS = new WeakMap();
const headerText = ({ entries, ...header }) => JSON.stringify(header);
const isAlone = (trail) => trail.closeReason === 'log_result_only';
const startOf = (trail) => trail.startedAt ?? trail.lastEventAt ?? '';

/** Newest first; what started at once in the order of keys, so that every load shows the same order. */
function newestFirst(a, b) {
  const [x, y] = [startOf(a), startOf(b)];
  if (x !== y) return x > y ? -1 : 1;
  const [k, l] = [keyOf(a), keyOf(b)];
  return k === l ? 0 : k > l ? -1 : 1;
}

export class LoadedTrails {
  constructor() {
    this.clear();
  }

  /** `order`: 'slowest', or null for the newest first. */
  clear(order = null) {
    this.version = (this.version ?? 0) + 1; // Grows with each change.
    this.compare = order === 'slowest' ? slowestFirst(newestFirst) : newestFirst;
    this.byKey = new Map();
    this.keyOfRow = new Map();
    this.sorted = [];
    this.untrimmed = 0;
  }

  get(key) {
    return this.byKey.get(key);
  }

  /** All, in their order. */
  list() {
    return this.sorted;
  }

  /** Where a trail stands, or would stand, in the list. */
  placeOf(trail) {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(this.sorted[middle], trail) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Puts a trail into the list in place of `before`, if that is given; null removes that. */
  place(trail, before) {
    this.version++;
    if (before && trail && this.compare(before, trail) === 0) this.sorted[this.placeOf(before)] = trail;
    else {
      if (before) this.sorted.splice(this.placeOf(before), 1);
      if (trail) this.sorted.splice(this.placeOf(trail), 0, trail);
    }
  }

  /** Takes a trail that the API answered, unless the live tail has already brought a later revision. */
  put(trail) {
    const before = this.byKey.get(keyOf(trail));
    const isSameRow = before?.trailId === trail.trailId;
    if (isSameRow && before.revision > trail.revision) return;
    if (isSameRow && !trail.entries && headerText(before) === headerText(trail)) return; // Its row need not be worked out again.
    if (before && !isSameRow && isAlone(trail) && !isAlone(before)) return; // It was replaced since.
    const entries = trail.entries ?? (isSameRow && before.revision === trail.revision ? before.entries : undefined);
    this.replace({ ...trail, entries });
  }

  /** Takes an event of the live tail, whose entries begin at index `from`. Returns whether the trail is new. */
  applyEvent(event) {
    const { from, entries, flushNo, ...header } = event;
    const before = this.byKey.get(keyOf(header));
    const known = before?.trailId === header.trailId ? before.entries : undefined;
    const unchanged = from === 0 ? [] : known?.slice(0, from);
    // If earlier entries are missing, those that came are of no use: opening the trail loads them all.
    const all = unchanged?.length === from ? [...unchanged, ...entries] : undefined;
    this.replace({ ...header, entries: all });
    return !before;
  }

  /** The trail that a `gone` event of the live tail names by its row; undefined if it was replaced, or never here. */
  ofRow(trailId) {
    const trail = this.byKey.get(this.keyOfRow.get(trailId));
    return trail?.trailId === trailId ? trail : undefined;
  }

  /** Removes the trail of a row, unless another row has taken its place since. */
  removeRow(trailId) {
    const trail = this.ofRow(trailId);
    if (trail) this.delete(keyOf(trail));
  }

  replace(trail) {
    const key = keyOf(trail);
    const before = this.keyOfRow.get(trail.trailId);
    if (before && before !== key) this.removeRow(trail.trailId); // An earlier attempt came late, and made it the next one.
    this.place(trail, this.byKey.get(key));
    this.byKey.set(key, Object.freeze(trail));
    this.keyOfRow.set(trail.trailId, key);
  }

  delete(key) {
    const trail = this.byKey.get(key);
    if (!trail) return;
    if (this.keyOfRow.get(trail.trailId) === key) this.keyOfRow.delete(trail.trailId);
    this.place(null, trail);
    this.byKey.delete(key);
  }

  /** Drops all that stand after a trail, but never those for which `isOpen(key)`. */
  dropAfter(trail, isOpen) {
    const after = this.sorted.slice(this.placeOf(trail)).filter((t) => this.compare(t, trail) > 0 && !isOpen(keyOf(t)));
    after.forEach((t) => this.delete(keyOf(t)));
  }

  /**
   * Drops the oldest trails and entries beyond the limits, but never those for which `isOpen(key)`. It goes through all, so
   * that some have to come before it does so again.
   */
  trim(isOpen) {
    if (this.byKey.size <= MAX_WITH_ENTRIES || ++this.untrimmed < TRIM_AFTER) return;
    this.untrimmed = 0;
    const isClosed = (trail) => !isOpen(keyOf(trail));
    const older = this.sorted.slice(MAX_WITH_ENTRIES, MAX_TRAILS).filter((t) => t.entries && isClosed(t));
    const oldest = this.sorted.slice(MAX_TRAILS).filter(isClosed);
    older.forEach((t) => this.replace({ ...t, entries: undefined }));
    oldest.forEach((t) => this.delete(keyOf(t)));
  }
}
