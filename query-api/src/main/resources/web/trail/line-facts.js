// What is worked out of a trail's entries before any is shown: which are folded, at what times they stand, and which
// fields are the same in every line. As a trail grows only what is new is worked out.

const FAILURE =
  /Task timed out after|Error: Runtime exited|Process exited before completing|Unknown application error|Status: (error|timeout|failure)/;

// Fields that are the same in every entry of a trail, and that its header or the entry's own columns tell already.
const TOLD = /^(@?timestamp|time|ts|level|severity|message|msg|(aws|function|lambda)?_?request_?id|awsrequestid)$/i;
const SAMPLED = 500; // Lines with fields that are looked at to tell which are constant.

/** Platform lines are hidden at first, except those that name a failure. */
export const isFoldable = (e) => e.origin === 'platform' && (e.message.startsWith('REPORT ') || !FAILURE.test(e.message));

/** The facts of one trail's entries. */
export class LineFacts {
  constructor() {
    this.entries = [];
    this.reset(0);
  }

  reset(length) {
    this.length = length;
    if (length === 0) Object.assign(this, { folds: [], latest: [], constants: new Map(), sampled: 0 });
    this.folds.length = this.latest.length = length;
  }

  /** Works out what entries have that the last ones had not. */
  update(entries) {
    if (entries === this.entries) return this;
    let same = 0;
    const end = Math.min(entries.length, this.length);
    while (same < end && entries[same] === this.entries[same]) same++;
    if (same < this.length) this.reset(same === 0 ? 0 : same);
    for (let i = same; i < entries.length; i++) this.add(entries[i]);
    this.entries = entries;
    this.foldable = this.folds.reduce((n, f) => n + f, 0);
    this.shownLines = null;
    return this;
  }

  add(entry) {
    const before = this.length ? this.latest[this.length - 1] : null;
    const { timestamp } = entry;
    this.latest.push(timestamp && (before == null || timestamp > before) ? timestamp : before);
    this.folds.push(isFoldable(entry) ? 1 : 0);
    this.length++;
    if (this.sampled < SAMPLED && entry.fields) this.sample(entry.fields);
  }

  /** Keeps of the constants what this line does not contradict. */
  sample(fields) {
    const keys = Object.keys(fields);
    if (!keys.length) return;
    if (this.sampled++ === 0) {
      keys.forEach((k) => isPlain(fields[k]) && this.constants.set(k, fields[k]));
      return;
    }
    for (const [k, v] of this.constants) if (fields[k] !== v) this.constants.delete(k);
  }

  /**
   * The time at which an entry is shown, {at, about}. Some runtimes cut the time of a record to the second: one that stands
   * behind a later time of that second was written about then. `at`: ISO 8601, or null.
   */
  timeOf(line) {
    const { timestamp } = this.entries[line];
    const latest = line ? this.latest[line - 1] : null;
    const cut = timestamp?.endsWith('.000Z') && latest != null && timestamp < latest;
    const about = !!cut && Date.parse(latest) - Date.parse(timestamp) < 1_000;
    return { at: about ? latest : timestamp, about };
  }

  /** The lines to be shown, by index; `platform`: whether with those that are folded; `marked` is shown in any case. */
  shown(platform, marked) {
    const key = `${platform} ${marked}`;
    if (this.shownLines?.key === key) return this.shownLines.lines;
    const lines = [];
    for (let i = 0; i < this.length; i++) if (platform || !this.folds[i] || i === marked) lines.push(i);
    this.shownLines = { key, lines };
    return lines;
  }

  isFolded(line) {
    return this.folds[line] === 1;
  }

  /** The fields, {name: value}, that every line has with the same value; none of a trail with one such line. */
  get sameFields() {
    return this.sampled > 1 ? Object.fromEntries([...this.constants].filter(([k]) => !TOLD.test(k))) : {};
  }

  /** Another number when `isTold` may say something else. */
  get toldVersion() {
    return this.sampled > 1 ? this.constants.size : -1;
  }

  /** Whether a field of a line tells nothing that is not told elsewhere. */
  isTold(name, value) {
    return TOLD.test(name) || (this.sampled > 1 && this.constants.has(name) && this.constants.get(name) === value);
  }
}

const isPlain = (value) => value === null || typeof value !== 'object';
