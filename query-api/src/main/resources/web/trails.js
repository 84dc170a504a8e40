// What is loaded: trails by their key, newest first. Trails are never changed, only replaced, so
// that whoever shows one sees at once whether it is another.

const MAX_TRAILS = 2_000;
const MAX_WITH_ENTRIES = 300;

/** A request known only from its log result has no id of its own until CloudWatch has it. */
function lonelyKey(trail) {
  return `log-result ${trail.functionName} ${trail.requestId}`;
}

export function keyOf(trail) {
  return trail.trailId ?? lonelyKey(trail);
}

function startOf(trail) {
  return trail.startedAt ?? trail.lastEventAt ?? '';
}

export class Trails {
  constructor() {
    this.clear();
  }

  clear() {
    this.byKey = new Map();
    this.sorted = null;
  }

  get(key) {
    return this.byKey.get(key);
  }

  /** All, newest first. */
  list() {
    this.sorted ??= [...this.byKey.values()].sort(
      (a, b) => startOf(b).localeCompare(startOf(a)) || keyOf(b).localeCompare(keyOf(a)),
    );
    return this.sorted;
  }

  /** Takes a trail from a list or by its id. What the live tail told meanwhile is not undone. */
  put(trail) {
    const before = this.byKey.get(keyOf(trail));
    if (before && before.revision > trail.revision) return;
    const entries = trail.entries ?? (before?.revision === trail.revision ? before.entries : undefined);
    this.set({ ...trail, entries });
  }

  /** Takes a trail event: the entries before `from` are as they were. True if it is new. */
  apply(event) {
    const { from, entries, flushNo, ...header } = event;
    const before = this.byKey.get(keyOf(header));
    const kept = from === 0 ? [] : before?.entries?.slice(0, from);
    // Without the entries before, those that came are of no use; opening it loads them all.
    const whole = kept?.length === from ? [...kept, ...entries] : undefined;
    this.set({ ...header, entries: whole });
    return !before;
  }

  /** Forgets a trail. */
  gone(event) {
    this.byKey.delete(event.trailId ?? lonelyKey(event));
    this.sorted = null;
  }

  set(trail) {
    if (trail.trailId && trail.requestId) this.byKey.delete(lonelyKey(trail));
    this.byKey.set(keyOf(trail), Object.freeze(trail));
    this.sorted = null;
  }

  /** Drops what is beyond the limits; `isOpen(key)` tells which must stay whole. */
  trim(isOpen) {
    if (this.byKey.size <= MAX_WITH_ENTRIES) return;
    this.list().forEach((trail, i) => {
      const key = keyOf(trail);
      if (isOpen(key)) return;
      if (i >= MAX_TRAILS) this.byKey.delete(key);
      else if (i >= MAX_WITH_ENTRIES && trail.entries) {
        this.byKey.set(key, Object.freeze({ ...trail, entries: undefined }));
      }
    });
    this.sorted = null;
  }
}
