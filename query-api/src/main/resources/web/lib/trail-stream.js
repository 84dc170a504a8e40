// Reads the answer of /api/v1/trails/{requestId} while it comes: 100,000 entries parsed at once would hold up the page, and
// the first can be shown before the last is here.

const FIRST_ENTRIES = 100; // So many are shown before all have come; the server sends some more without delay.
export const BUSY_MS = 12; // After so long the page gets its turn.
const UNSEEN_MS = 100; // A tab that is not seen draws nothing: it waits no longer than this.
const PIECE_CHARS = 65_536;
const ENTRIES = /"entries"\s*:\s*$/;
const QUOTE_OR_ESCAPE = /["\\]/g;
const STRUCTURE = /["{}[\]]/g;

/** Lets the page draw and listen before what comes next. */
export const turn = () => new Promise((done) => setTimeout(done));

/** Lets the page draw what it has, if it is seen. */
const drawn = () =>
  new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, UNSEEN_MS);
  });

/**
 * Splits JSON text {"trails":[{…,"entries":[…]}]}, pushed piece by piece, into the entries of each trail and the rest.
 * Depths: 1 the answer, 2 its trails, 3 a trail, 4 its entries.
 */
export class TrailSplitter {
  constructor() {
    this.rest = ''; // All but the entries,
    this.entries = []; // which stand here, an array a trail.
    this.depth = 0;
    this.inString = false;
    this.inEntries = false;
    this.text = ''; // What is not yet taken,
    this.at = 0; // and up to where it is scanned.
    this.taken = 0;
    this.end = 0; // Up to here entries are whole.
  }

  push(piece) {
    this.text += piece;
    while (this.at < this.text.length && this.step());
    if (this.inEntries && this.end > this.taken) this.take(this.end);
    else if (!this.inEntries && !this.inString) this.keep(Math.max(this.taken, this.at - 40)); // The name of entries may have begun.
    this.text = this.text.slice(this.taken);
    this.at -= this.taken;
    this.end = this.taken = 0;
  }

  /** Goes to the next character that matters; whether to go on. */
  step() {
    const find = this.inString ? QUOTE_OR_ESCAPE : STRUCTURE;
    find.lastIndex = this.at;
    const found = find.exec(this.text);
    const c = found?.[0];
    if (c === '\\' && found.index + 1 >= this.text.length) {
      this.at = found.index; // What is escaped comes with the next piece.
      return false;
    }
    this.at = found ? found.index + (c === '\\' ? 2 : 1) : this.text.length;
    if (c === '"') this.inString = !this.inString;
    else if (c === '{' || c === '[') this.open(c);
    else if (c === '}' || c === ']') this.close();
    return true;
  }

  open(c) {
    this.depth++;
    if (c !== '[' || this.depth !== 4 || !ENTRIES.test(this.text.slice(Math.max(this.taken, this.at - 40), this.at - 1))) return;
    this.keep(this.at);
    this.end = this.at;
    this.inEntries = true;
    this.entries.push([]);
  }

  close() {
    this.depth--;
    if (!this.inEntries) return;
    if (this.depth === 4) this.end = this.at;
    else if (this.depth === 3) {
      this.take(this.at - 1);
      this.inEntries = false;
    }
  }

  keep(to) {
    this.rest += this.text.slice(this.taken, to);
    this.taken = to;
  }

  take(to) {
    const text = this.text.slice(this.taken, to).replace(/^\s*,/, '');
    this.taken = to;
    if (text.trim()) this.entries.at(-1).push(...JSON.parse(`[${text}]`));
  }

  /** The trails, once all has come. */
  trails() {
    const { trails } = JSON.parse(this.rest + this.text);
    let i = 0;
    return trails.map((t) => (t.entries ? { ...t, entries: this.entries[i++] } : t));
  }

  /** The first trail with the entries that have come so far; null where more than entries are missing. */
  first() {
    try {
      const [trail] = JSON.parse(`${this.rest}]}]}`).trails;
      return { ...trail, entries: [...this.entries[0]], loading: true };
    } catch {
      return null;
    }
  }
}

/**
 * The trails of a response. `onFirst(trail)`, if given, is called once where much is still to come, with the first entries
 * and `loading: true`.
 */
export async function readTrails(response, onFirst) {
  const splitter = new TrailSplitter();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let busySince = performance.now();
  let told = !onFirst;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return splitter.trails();
    for (let at = 0; at < value.length; at += PIECE_CHARS) {
      splitter.push(value.slice(at, at + PIECE_CHARS));
      const first = told ? null : firstOf(splitter);
      if (first) onFirst(first);
      told ||= first != null;
      if (!first && performance.now() - busySince < BUSY_MS) continue;
      await (first ? drawn() : turn());
      busySince = performance.now();
    }
  }
}

/** What can be shown of the first trail, while it is all that has come and more of it will. */
function firstOf(splitter) {
  const [entries, ...others] = splitter.entries;
  return splitter.inEntries && !others.length && entries.length >= FIRST_ENTRIES ? splitter.first() : null;
}
