// An exception as a block: as it was printed where the entry's text holds it, else from its fields.

import { plural } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { shownText, withoutColours } from '../lib/shown-text.js';

const SHOWN_LINES = 16;

/** A frame may have further lines, such as Python's source line: they are indented. */
function frameLines(list) {
  const line = (text, i) => html`<div class=${i ? 'inner' : ''}>${shownText(text.trim())}</div>`;
  return html`<div class="frames">${list.map((f) => f.split('\n').map(line))}</div>`;
}

function folded(shown, rest, count) {
  return html`${shown}${count ? html`<details><summary>${plural(count, 'more line')}</summary>${rest}</details>` : nothing}`;
}

/** Lines of a block as they were printed; those that name the exception stand out. */
export function printedException(lines, x, finder) {
  const names = [x.type, ...(x.causes ?? []).map((c) => c.type)].filter(Boolean);
  const line = (text) => {
    const plain = withoutColours(text);
    const isTitle = !/^\s/.test(plain) && names.some((name) => plain.includes(name));
    return html`<div class=${isTitle ? 'title' : 'printed'}>${plain ? shownText(text, finder) : '\u00a0'}</div>`;
  };
  if (lines.length <= SHOWN_LINES + 4) return html`<div class="exception">${lines.map(line)}</div>`;
  // The last lines of a Python traceback name the exception: they stay in view.
  const tail = lines.slice(-2);
  const rest = lines.slice(SHOWN_LINES - 2, -2);
  return html`<div class="exception">
    ${folded(lines.slice(0, SHOWN_LINES - 2).map(line), rest.map(line), rest.length)} ${tail.map(line)}
  </div>`;
}

/** An exception from its fields, with its causes inside. */
export function exceptionView(x, prefix = nothing, finder = undefined) {
  if (!x) return nothing;
  const title = html`${x.type ? html`<strong>${shownText(x.type, finder)}</strong>` : nothing}${x.type && x.message ? ': ' : ''}${shownText(x.message, finder)}`;
  const rest = x.frames.slice(SHOWN_LINES);
  return html`<div class="exception">
    <div class="title">${prefix}${title}</div>
    ${folded(frameLines(x.frames.slice(0, SHOWN_LINES)), frameLines(rest), rest.length)}
    ${(x.causes ?? []).map((cause) => exceptionView(cause, 'caused by ', finder))}
  </div>`;
}
