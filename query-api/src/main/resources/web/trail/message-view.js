// The text of an entry. A giant one is folded, and unfolded in parts that are laid out as they come into view.

import { copyText } from '../lib/clipboard.js';
import { sizeOf } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { shownText } from '../lib/shown-text.js';

const GIANT_CHARS = 20_000; // A message above this is folded,
const FOLDED_CHARS = 2_000; // to this.
const PART_CHARS = 16_000;

/** Opens a text alone, as it was written, in a tab of its own. */
function openRaw(text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  window.open(url, '_blank', 'noopener');
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Parts of a text, each ending with a line where there is one. */
function partsOf(text) {
  const parts = [];
  for (let at = 0; at < text.length; ) {
    const end = at + PART_CHARS;
    const newline = end < text.length ? text.lastIndexOf('\n', end) : -1;
    const stop = newline > at ? newline + 1 : end;
    parts.push(text.slice(at, stop));
    at = stop;
  }
  return parts;
}

/** A text line by line, each with what follows of it indented where it is wrapped. */
const hangingLines = (text) => text.split('\n').map((line) => html`<div class="line">${line ? shownText(line) : '\u00a0'}</div>`);

/** The text of raw events; as messageView. */
export const rawMessageView = (text, isWhole, onUnfold) => foldedView(text, isWhole, hangingLines, onUnfold);

/** `isWhole`: whether a giant message is shown whole; `onUnfold()` when that is to change. */
export const messageView = (text, isWhole, finder, onUnfold) => foldedView(text, isWhole, (part) => shownText(part, finder), onUnfold);

function foldedView(text, isWhole, view, onUnfold) {
  if (!text) return nothing;
  if (text.length <= GIANT_CHARS) return html`<div class="message">${view(text)}</div>`;
  const rest = sizeOf(text.length - FOLDED_CHARS);
  const shown = isWhole
    ? html`<div class="message">${partsOf(text).map((part) => html`<div class="part">${view(part.replace(/\n$/, ''))}</div>`)}</div>`
    : html`<div class="message">${view(`${text.slice(0, FOLDED_CHARS)}…`)}</div>`;
  return html`${shown}
    <div class="giant">
      <button class="unfold" aria-expanded=${isWhole} @click=${onUnfold}>${isWhole ? 'fold' : `${rest} more`}</button>
      <button class="unfold" @click=${() => copyText(text)}>copy</button>
      <button class="unfold" title="As text in a tab of its own" @click=${() => openRaw(text)}>raw</button>
    </div>`;
}
