// The trails that the page has loaded, by key, newest first. A trail is never changed, only replaced
// by a new object: comparing two references tells whether it is another.

const MAX_TRAILS = 2_000;
const MAX_WITH_ENTRIES = 300;

/**
 * What a trail is kept by: whose and which attempt it is, not its row in the store. When CloudWatch's copy replaces what
 * only a log result had told, it is another row and the same request: it stays open, held and in focus.
 */
export function keyOf(trail) {
  if (trail.requestId == null) return `environment ${trail.trailId}`;
  return JSON.stringify([trail.account, trail.region, trail.functionName, trail.requestId, trail.attempt]);
}

const isAlone = (trail) => trail.closeReason === 'log_result_only';

function startOf(trail) {
  return trail.startedAt ?? trail.lastEventAt ?? '';
}

export class LoadedTrails {
  constructor() {
    this.clear();
  }

  clear() {
    this.byKey = new Map();
    this.keyOfRow = new Map();
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
    const isSameRow = before?.trailId === trail.trailId;
    if (isSameRow && before.revision > trail.revision) return;
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
    this.byKey.set(key, Object.freeze(trail));
    this.keyOfRow.set(trail.trailId, key);
    this.sorted = null;
  }

  delete(key) {
    const trail = this.byKey.get(key);
    if (this.keyOfRow.get(trail?.trailId) === key) this.keyOfRow.delete(trail.trailId);
    this.byKey.delete(key);
    this.sorted = null;
  }

  /** Drops the oldest trails and entries beyond the limits, but never those for which `isOpen(key)`. */
  trim(isOpen) {
    if (this.byKey.size <= MAX_WITH_ENTRIES) return;
    this.list().forEach((trail, i) => {
      const key = keyOf(trail);
      if (isOpen(key)) return;
      if (i >= MAX_TRAILS) this.delete(key);
      else if (i >= MAX_WITH_ENTRIES && trail.entries) {
        this.byKey.set(key, Object.freeze({ ...trail, entries: undefined }));
      }
    });
    this.sorted = null;
  }
}
