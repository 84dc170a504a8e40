// The trails that the page has loaded, by key, newest first. A trail is never changed, only replaced
// by a new object: comparing two references tells whether it is another.

const MAX_TRAILS = 2_000;
const MAX_WITH_ENTRIES = 300;

/** What a trail is kept by. */
export function keyOf(trail) {
  return trail.trailId;
}

function startOf(trail) {
  return trail.startedAt ?? trail.lastEventAt ?? '';
}

export class LoadedTrails {
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

  /** Takes a trail that the API answered, unless the live tail has already brought a later revision. */
  put(trail) {
    const before = this.byKey.get(keyOf(trail));
    if (before && before.revision > trail.revision) return;
    const entries = trail.entries ?? (before?.revision === trail.revision ? before.entries : undefined);
    this.replace({ ...trail, entries });
  }

  /** Takes an event of the live tail, whose entries begin at index `from`. Returns whether the trail is new. */
  applyEvent(event) {
    const { from, entries, flushNo, ...header } = event;
    const before = this.byKey.get(keyOf(header));
    const unchanged = from === 0 ? [] : before?.entries?.slice(0, from);
    // If earlier entries are missing, those that came are of no use: opening the trail loads them all.
    const all = unchanged?.length === from ? [...unchanged, ...entries] : undefined;
    this.replace({ ...header, entries: all });
    return !before;
  }

  /** Removes the trail that a `gone` event of the live tail names. */
  remove(event) {
    this.byKey.delete(keyOf(event));
    this.sorted = null;
  }

  replace(trail) {
    this.byKey.set(keyOf(trail), Object.freeze(trail));
    this.sorted = null;
  }

  /** Drops the oldest trails and entries beyond the limits, but never those for which `isOpen(key)`. */
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
