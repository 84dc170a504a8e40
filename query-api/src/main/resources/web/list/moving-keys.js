// The keys that move through the list: from request to request, failure to failure, and from one marked line to the next.

import { isFailed } from '../trail/outcome.js';
import { focusedKey } from './keys.js';
import { keyOf } from './loaded-trails.js';

/** The trails in the order in which they are shown, and the index of the one with the focus; -1 if none has it. */
function place(app) {
  const trails = app.shownTrails();
  const key = focusedKey();
  return [trails, key ? trails.findIndex((t) => keyOf(t) === key) : -1];
}

function moveFocus(app, step) {
  const [trails, at] = place(app);
  app.querySelector('virtual-trails').focusRow(trails[Math.min(Math.max(at + step, 0), trails.length - 1)]);
}

/** The line that has the focus: {lines: its trail-lines, line}; null if none has. */
function focusedLine() {
  const entry = document.activeElement?.closest?.('.entry');
  return entry && { lines: entry.closest('trail-lines'), line: Number(entry.dataset.line) };
}

/** Up or down: among lines where one has the focus, else among requests. */
function move(app, step) {
  const at = focusedLine();
  if (at) at.lines.focusBeside(at.line, step);
  else moveFocus(app, step);
}

/** From the row of an open request into its lines. */
function enterLines() {
  const lines = document.activeElement?.matches?.('button.row') && document.activeElement.closest('article').querySelector('trail-lines');
  if (!lines) return false;
  lines.focusBeside(-1, 1);
  return true;
}

/** Back from a line to the row of its request. */
function leaveLines() {
  const at = focusedLine();
  if (!at) return false;
  at.lines.closest('article').querySelector('button.row').focus();
  return true;
}

function focusNextFailed(app) {
  const [trails, at] = place(app);
  app.querySelector('virtual-trails').focusRow(trails.find((t, i) => i > at && isFailed(t)) ?? trails.find(isFailed));
}

/** Goes to the next line, or the one before, that the search marks in the open requests. */
function goToMark(app, step) {
  const all = [...app.querySelectorAll('trail-lines')];
  const places = all.flatMap((lines) => lines.matches().map((line) => ({ lines, line })));
  if (!places.length) {
    app.notify(app.model.q ? 'Open a request to go through what is marked' : 'Search for something first');
    return;
  }
  const at = places.findIndex(({ lines, line }) => lines.current === line);
  if (at >= 0) places[at].lines.current = null;
  const next = places[at < 0 ? (step > 0 ? 0 : places.length - 1) : (at + step + places.length) % places.length];
  next.lines.showLine(next.line, true);
}

/** An action by key; `app`: the LogtrailApp. */
export function movingKeys(app) {
  return {
    j: () => move(app, 1),
    k: () => move(app, -1),
    ArrowDown: () => move(app, 1),
    ArrowUp: () => move(app, -1),
    ArrowRight: enterLines,
    ArrowLeft: leaveLines,
    e: () => focusNextFailed(app),
    n: () => goToMark(app, 1),
    N: () => goToMark(app, -1),
  };
}
