// Text of logs as the pages show it: what would be invisible, or would turn the text around it, shows itself, and the
// colours of a terminal are kept as colours. Copies take the text as it was written.

import { html } from './lit.js';

// Names of the characters that change the direction of text, or take no room (Unicode 15, Bidi_Control and Cf).
const NAMES = {
  0x061c: 'ALM',
  0x180e: 'MVS',
  0x200b: 'ZWSP',
  0x200e: 'LRM',
  0x200f: 'RLM',
  0x2028: 'LS',
  0x2029: 'PS',
  0x202a: 'LRE',
  0x202b: 'RLE',
  0x202c: 'PDF',
  0x202d: 'LRO',
  0x202e: 'RLO',
  0x2060: 'WJ',
  0x2066: 'LRI',
  0x2067: 'RLI',
  0x2068: 'FSI',
  0x2069: 'PDI',
  0xfeff: 'BOM',
};
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/;
const EACH_HIDDEN = new RegExp(HIDDEN.source, 'g');
const COLOUR = /\u001b\[[0-9;:]*m/g;
const PARTS = new RegExp(`${COLOUR.source}|${HIDDEN.source}`, 'g');
const MAX_MARKED_CHARS = 200_000; // In longer texts nothing is marked.
const MAX_PARTS = 2_000; // Beyond, characters still show themselves, but without a title, and colours end.

const codeOf = (char) => `U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/** How one hidden character shows itself: ␛, ⟨RLO⟩, ⟨U+0085⟩. */
function pictureOf(char) {
  const code = char.codePointAt(0);
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `\u27e8${NAMES[code] ?? codeOf(char)}\u27e9`;
}

/** Text in which nothing is hidden, as a string; colours of a terminal go. For names, ids and titles. */
export function visible(text) {
  if (text == null || !HIDDEN.test(text)) return text ?? '';
  return text.replace(COLOUR, '').replace(EACH_HIDDEN, pictureOf);
}

const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** Reads the numbers of one colour code (ECMA-48 SGR) into the set of classes that hold from there on. */
function restyled(classes, codes) {
  let now = classes;
  const add = (c) => (now = now.includes(c) ? now : [...now, c]);
  const drop = (prefix) => (now = now.filter((c) => !c.startsWith(prefix)));
  const numbers = codes === '' ? [0] : codes.split(/[;:]/).map(Number);
  for (let i = 0; i < numbers.length; i++) {
    const n = numbers[i];
    if (n === 0) now = [];
    else if (n === 1) add('sgr-bold');
    else if (n === 2) add('sgr-dim');
    else if (n === 3) add('sgr-italic');
    else if (n === 4) add('sgr-underline');
    else if (n === 9) add('sgr-struck');
    else if (n === 22) now = now.filter((c) => c !== 'sgr-bold' && c !== 'sgr-dim');
    else if (n === 23) drop('sgr-italic');
    else if (n === 24) drop('sgr-underline');
    else if (n === 29) drop('sgr-struck');
    else if (n === 38 || n === 48) i += numbers[i + 1] === 5 ? 2 : 4; // One of 256, or of 16 million: not kept.
    else if ((n >= 30 && n <= 37) || (n >= 90 && n <= 97)) {
      drop('sgr-fg');
      add(`sgr-fg-${COLOURS[n % 10]}`);
    } else if (n === 39) drop('sgr-fg');
    // A background is not kept: with it text could be hidden in its own colour.
  }
  return now;
}

const RESET = /^\u001b\[(0*m|0+[;:])/;
const MAX_HELD_CHARS = 200; // Of codes that hold at the begin of a line; who printed more of them meant none.

/** A text without the colours of a terminal. */
export const withoutColours = (text) => text.replace(COLOUR, '');

/** The lines of a text, each with the colours that hold from lines before it on. */
export function linesInColours(text) {
  let held = '';
  return text.split('\n').map((line) => {
    const whole = held + line;
    for (const [code] of line.matchAll(COLOUR)) {
      if (RESET.test(code)) held = code.length > 4 ? code : '';
      else if (held.length < MAX_HELD_CHARS && !held.includes(code)) held += code;
    }
    return whole;
  });
}

/** A text with what `finder` finds in it marked. */
function withMarks(text, finder) {
  if (!finder || text.length > MAX_MARKED_CHARS) return text;
  const parts = [];
  let at = 0;
  for (const m of text.matchAll(finder)) {
    if (!m[0] || parts.length > MAX_PARTS) break;
    parts.push(text.slice(at, m.index), html`<mark>${m[0]}</mark>`);
    at = m.index + m[0].length;
  }
  return at === 0 ? text : [...parts, text.slice(at)];
}

/**
 * Text in which nothing is hidden, as a template; colours of a terminal become colours of the page. `finder`: a global
 * regular expression of words to be marked, or null.
 */
export function shownText(text, finder = null) {
  if (text == null) return '';
  if (!HIDDEN.test(text)) return withMarks(text, finder);
  const parts = [];
  let classes = [];
  let at = 0;
  const add = (s) => {
    if (!s) return;
    const marked = withMarks(s, finder);
    parts.push(classes.length ? html`<span class=${classes.join(' ')}>${marked}</span>` : marked);
  };
  for (const m of text.matchAll(PARTS)) {
    if (parts.length > MAX_PARTS) break;
    add(text.slice(at, m.index));
    at = m.index + m[0].length;
    if (m[0].length > 1) classes = restyled(classes, m[0].slice(2, -1));
    else parts.push(html`<span class="hidden-char" title=${codeOf(m[0])}>${pictureOf(m[0])}</span>`);
  }
  add(at === 0 ? text : visible(text.slice(at)));
  return parts;
}
