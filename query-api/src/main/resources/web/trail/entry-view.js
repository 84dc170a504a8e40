// One entry of a trail: time, level, message, fields, exception.

import { dateOf, offsetOf, sizeOf, timeOf } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { shownText, visible } from '../lib/shown-text.js';
import { exceptionIn } from './exception-text.js';
import { exceptionView, printedException } from './exception-view.js';
import './json-tree.js';
import { entryText } from './trail-text.js';

const GIANT_CHARS = 20_000; // A message above this is folded,
const FOLDED_CHARS = 2_000; // to this.

/**
 * The times at which entries are shown, {at, about}. Some runtimes cut the time of a record to the second: one that stands
 * behind a later time of that second was written about then. `at`: ISO 8601, or null.
 */
export function shownTimes(entries) {
  let latest = null;
  return entries.map(({ timestamp }) => {
    const cut = timestamp?.endsWith('.000Z') && latest != null && timestamp < latest;
    const about = cut && Date.parse(latest) - Date.parse(timestamp) < 1_000;
    if (timestamp && (latest == null || timestamp > latest)) latest = timestamp;
    return { at: about ? latest : timestamp, about };
  });
}

function timeText({ at, about }, startedAt, mode) {
  if (!at) return '';
  const text = mode === 'relative' && startedAt ? offsetOf(at, startedAt) : timeOf(at, mode === 'utc');
  return about ? `~${text}` : text;
}

// Fields that are the same in every entry of a trail. They stand last, so that the one-line preview shows the others.
const REPEATED = /^(@?timestamp|time|ts|(aws|function|lambda)?_?request_?id|awsrequestid|function_?(name|version|arn)|service)$/i;

function fieldsView(fields) {
  const entries = Object.entries(fields ?? {});
  if (!entries.length) return nothing;
  const [own, repeated] = [false, true].map((repeats) => entries.filter(([key]) => REPEATED.test(key) === repeats));
  return html`<json-tree class="fields" filterable .value=${Object.fromEntries([...own, ...repeated])}></json-tree>`;
}

/** Message and exception: the exception as a block where it was printed, the text around it before and after. */
function textView(entry, isWhole, finder, onUnfold) {
  const x = entry.exception;
  const printed = exceptionIn(entry.message, x);
  const message = (text) => messageView(text, isWhole, finder, onUnfold);
  if (!printed) return html`${message(entry.message)}${exceptionView(x)}`;
  return html`${message(printed.before)}${printedException(printed.block, x, finder)}${message(printed.after)}`;
}

/** A giant line is folded: laying it out would hold up the page. */
function messageView(text, isWhole, finder, onUnfold) {
  if (!text) return nothing;
  if (isWhole || text.length <= GIANT_CHARS) return html`<div class="message">${shownText(text, finder)}</div>`;
  const rest = sizeOf(text.length - FOLDED_CHARS);
  return html`<div class="message">${shownText(text.slice(0, FOLDED_CHARS), finder)}…</div>
    <button class="unfold" @click=${onUnfold}>${rest} more</button>`;
}

function tooltip(entry, about) {
  const parts = [];
  if (entry.timestamp?.endsWith('.000Z') && about) parts.push('its own time is cut to the second');
  if (entry.timestamp) parts.push(`${dateOf(entry.timestamp, true)} ${timeOf(entry.timestamp, true)} UTC`);
  if (entry.logger) parts.push(`logger ${visible(entry.logger)}`);
  if (entry.basis) parts.push(`here by ${entry.basis.replaceAll('_', ' ')}`);
  if (entry.origin !== 'function') parts.push(`written by the ${entry.origin}`);
  if (entry.bleed) parts.push('written while another request was open');
  return parts.join(' · ');
}

/**
 * The entry as a row; `line`: its index in the trail, shown counted from 1; `failure`: whether it is a platform line that
 * names one; `whole`: whether a giant message is shown whole.
 */
export function entryView(entry, line, { time, startedAt, timeMode, marked, failure, whole, finder, onCopy, onLink, onUnfold }) {
  const level = entry.level?.toLowerCase() ?? 'none';
  return html`<div
    class="entry ${level} ${entry.origin} ${marked ? 'marked' : ''} ${failure ? 'failure' : ''}"
    data-line=${line}
    role="listitem"
  >
    <span class="number" aria-hidden="true">${line + 1}</span>
    <button class="time" title="${tooltip(entry, time.about)} – copy a link to this line" @click=${() => onLink(entry, line)}>
      ${timeText(time, startedAt, timeMode) || '·'}
    </button>
    <span class="level">${entry.level ?? ''}</span>
    <div class="text">
      ${textView(entry, whole, finder, () => onUnfold(line))} ${fieldsView(entry.fields)}
    </div>
    ${entry.bleed ? html`<span class="bleed" title="written while another request was open">late</span>` : nothing}
    <button class="copy" aria-label="Copy line ${line + 1}" title="Copy line" @click=${() => onCopy(entryText(entry))}>
      copy
    </button>
  </div>`;
}
