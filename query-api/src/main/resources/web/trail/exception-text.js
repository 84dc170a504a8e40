// Where an exception stands in the text of its entry, so that it is shown once, as a block, just as it was printed.

import { linesInColours } from '../lib/shown-text.js';

const trimmed = (text) => text.split('\n').map((line) => line.trim());

/** The lines that an exception and its causes are known by, in any order. */
function linesOf(x, into = new Set()) {
  for (const frame of x.frames ?? []) trimmed(frame).forEach((line) => line && into.add(line));
  for (const cause of x.causes ?? []) linesOf(cause, into);
  return into;
}

/** Beginnings of the lines that name an exception or one of its causes. */
function titlesOf(x, into = []) {
  const first = (x.message ?? '').split('\n', 1)[0].trim();
  const title = [x.type, first].filter(Boolean).join(': ');
  if (title) into.push(title);
  for (const cause of x.causes ?? []) titlesOf(cause, into);
  return into;
}

const MAX_LINES = 5_000; // Longer texts are shown as they are, without a block.

/**
 * The parts of an entry's message: `before` and `after` the exception, and `block`, its lines; null where the message
 * does not hold the exception, which then has to be shown from its own fields. `coloured`: the message in the colours in
 * which it was printed, and the parts are, too; `lead`: what stands before the exception, without colours.
 */
export function exceptionIn(message, x, coloured = message) {
  if (!x) return null;
  const lines = message.split('\n');
  if (lines.length > MAX_LINES) return null;
  const known = linesOf(x);
  const titles = titlesOf(x);
  const isTitle = (line) => titles.some((title) => line.includes(title));
  let first = -1;
  let last = -1;
  let frames = 0;
  lines.forEach((raw, i) => {
    const line = raw.trim();
    const isFrame = line !== '' && known.has(line);
    if (isFrame) frames++;
    if (!isFrame && !isTitle(line)) return;
    if (first < 0) first = i;
    last = i;
  });
  if (first < 0 || (known.size > 0 && frames === 0)) return null;
  const isHead = (line) => line?.trim() === 'Traceback (most recent call last):';
  if (isHead(lines[first - 1])) first--;
  if (isHead(lines[last + 1])) last++; // Of a module that cannot be imported no frame follows.
  // What a title or frame goes on with: further lines of its message, carets under a frame, "... 12 more".
  while (last + 1 < lines.length && /^(\s+\S|\.\.\. \d+ more)/.test(lines[last + 1])) last++;
  const shown = coloured === message ? lines : linesInColours(coloured);
  return {
    lead: lines.slice(0, first).join('\n').trimEnd(),
    before: shown.slice(0, first).join('\n').trimEnd(),
    block: shown.slice(first, last + 1),
    after: shown.slice(last + 1).join('\n').trimEnd(),
  };
}
