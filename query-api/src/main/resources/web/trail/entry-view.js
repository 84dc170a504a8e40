// One entry of a trail: time, level, message, fields, exception.

import { dateOf, offsetOf, timeOf } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';
import { exceptionIn } from './exception-text.js';
import { exceptionView, printedException } from './exception-view.js';
import { fieldsView } from './fields-view.js';
import './json-tree.js';
import { messageView } from './message-view.js';

function timeText({ at, about }, startedAt, mode) {
  if (!at) return '';
  const text = mode === 'relative' && startedAt ? offsetOf(at, startedAt) : timeOf(at, mode === 'utc');
  return about ? `~${text}` : text;
}

/** Whether a text says what the first line of an exception's block will say. */
function isTitleOf(x, text) {
  return x != null && [x.message, `${x.type}: ${x.message}`, `${x.message}: ${x.type}`, x.type].some((title) => title != null && title.trim() === text.trim());
}

const ONLY_FIELDS = new WeakMap(); // Whether an entry's message is the JSON of its fields.
const MOST_JSON_CHARS = 20_000;

/** Whether the message is a JSON object of the fields that stand beside it, and of nothing else. */
function isOnlyFields(entry) {
  if (!entry.message.startsWith('{') || !entry.fields || entry.message.length > MOST_JSON_CHARS) return false;
  if (!ONLY_FIELDS.has(entry)) {
    let keys = null;
    try {
      keys = Object.keys(JSON.parse(entry.message));
    } catch {
      // Text that begins with a brace.
    }
    ONLY_FIELDS.set(entry, !!keys?.length && keys.every((key) => key in entry.fields));
  }
  return ONLY_FIELDS.get(entry);
}

/** Message and exception: the exception as a block where it was printed, the text around it before and after. */
function textView(entry, isWhole, finder, onUnfold) {
  const { exception: x, message: plain } = entry;
  const text = entry.coloured ?? plain; // As it was printed.
  const message = (part) => messageView(part, isWhole, finder, onUnfold);
  if (!x) return !entry.coloured && isOnlyFields(entry) && !(finder && plain.search(finder) >= 0) ? nothing : message(text); // Told by the fields.
  const printed = exceptionIn(plain, x, text);
  if (!printed) return html`${isTitleOf(x, plain) ? nothing : message(text)}${exceptionView(x, nothing, finder)}`;
  return html`${isTitleOf(x, printed.lead) ? nothing : message(printed.before)}${printedException(printed.block, x, finder)}${message(printed.after)}`;
}

function tooltip(entry, about) {
  const parts = [];
  if (entry.timestamp?.endsWith('.000Z') && about) parts.push('its own time is cut to the second');
  if (entry.timestamp) parts.push(`${dateOf(entry.timestamp, true)} ${timeOf(entry.timestamp, true)} UTC`);
  if (entry.logger) parts.push(`logger ${visible(entry.logger)}`);
  if (entry.basis === 'disputed') parts.push('here by its own request id, which its time or its trace contradicts');
  else if (entry.basis) parts.push(`here by ${entry.basis.replaceAll('_', ' ')}`);
  if (entry.origin !== 'function') parts.push(`written by the ${entry.origin}`);
  if (entry.provisional) parts.push('shown by Live Tail, not read yet');
  if (entry.bleed) parts.push('written while another request was open');
  return parts.join(' · ');
}

/**
 * The entry as a row; `line`: its index in the trail, shown counted from 1; `count`: of the trail's lines; `failure`: whether
 * it is a platform line that names one; `whole`: whether a giant message is shown whole; `tree`: whether its fields are
 * shown as a tree; `isTold`: see fields-view.js. Its buttons `time` and `copy` are for whoever lists entries to hear.
 */
export function entryView(entry, line, o) {
  const { time, startedAt, timeMode, marked, failure, whole, finder, current } = o;
  const level = entry.level?.toLowerCase() ?? 'none';
  return html`<div
    class="entry ${level} ${entry.origin} ${marked ? 'marked' : ''} ${failure ? 'failure' : ''} ${current ? 'current' : ''} ${entry.provisional ? 'provisional' : ''}"
    data-line=${line}
    role="listitem"
    aria-setsize=${o.count}
    aria-posinset=${line + 1}
  >
    <span class="number" aria-hidden="true">${line + 1}</span>
    <button class="time" title="${tooltip(entry, time.about)} – copy a link to this line">
      ${timeText(time, startedAt, timeMode) || '·'}
    </button>
    <span class="level">${entry.level ?? ''}</span>
    <div class="text">
      ${textView(entry, whole, finder, () => o.onUnfold(line))}
      ${fieldsView(entry.fields, o.isTold, o.tree, () => o.onTree(line))}
    </div>
    ${entry.replays ? html`<span class="replays" title="replays of the execution wrote it again">replayed ${entry.replays}×</span>` : nothing}
    ${entry.basis === 'disputed' ? html`<span class="bleed" title="its time or its trace says that it is another request's">disputed</span>` : nothing}
    ${entry.bleed ? html`<span class="bleed" title="written while another request was open">late</span>` : nothing}
    <button class="copy" aria-label="Copy line ${line + 1}" title="Copy line">copy</button>
  </div>`;
}
