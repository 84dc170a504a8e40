// One entry of a trail: time, level, message, fields, exception.

import { dateOf, offsetOf, timeOf } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import './json-tree.js';
import { entryText } from './trail-text.js';

const SHOWN_FRAMES = 12;

function timeText(entry, startedAt, mode) {
  if (!entry.timestamp) return '';
  if (mode === 'relative' && startedAt) return offsetOf(entry.timestamp, startedAt);
  return timeOf(entry.timestamp, mode === 'utc');
}

/** A frame may have further lines, such as Python's source line: they are indented. */
function frameLines(list) {
  const line = (text, i) => html`<div class=${i ? 'inner' : ''}>${text.trim()}</div>`;
  return html`<div class="frames">${list.map((f) => f.split('\n').map(line))}</div>`;
}

/** Frames, those beyond the first ones folded. */
function framesView(list) {
  const rest = list.slice(SHOWN_FRAMES);
  return html`${frameLines(list.slice(0, SHOWN_FRAMES))}
  ${rest.length
    ? html`<details><summary>${rest.length} more frames</summary>${frameLines(rest)}</details>`
    : nothing}`;
}

/** An exception as a block of its own, with its causes inside. */
function exceptionView(x, prefix = nothing) {
  if (!x) return nothing;
  const title = html`${x.type ? html`<strong>${x.type}</strong>` : nothing}${x.type && x.message ? ': ' : ''}${x.message}`;
  return html`<div class="exception">
    <div class="title">${prefix}${title}</div>
    ${framesView(x.frames)} ${(x.causes ?? []).map((cause) => exceptionView(cause, 'caused by '))}
  </div>`;
}

// Fields that are the same in every entry of a trail. They stand last, so that the one-line preview shows the others.
const REPEATED = /^(@?timestamp|time|ts|(aws|function|lambda)?_?request_?id|awsrequestid|function_?(name|version|arn)|service)$/i;

function fieldsView(fields) {
  const entries = Object.entries(fields ?? {});
  if (!entries.length) return nothing;
  const [own, repeated] = [false, true].map((repeats) => entries.filter(([key]) => REPEATED.test(key) === repeats));
  return html`<json-tree class="fields" .value=${Object.fromEntries([...own, ...repeated])}></json-tree>`;
}

/** The message without the exception's text, which its own block shows. */
function messageOf(entry) {
  const x = entry.exception;
  if (!x) return entry.message;
  const lines = entry.message.split('\n');
  const frames = new Set(x.frames.flatMap((f) => f.split('\n')).map((l) => l.trim()));
  const own = lines.filter((l) => !frames.has(l.trim()) && l !== 'Traceback (most recent call last):');
  const title = [x.type, x.message].filter(Boolean).join(': ');
  return own.join('\n').trim() === title ? '' : own.join('\n').trimEnd();
}

function tooltip(entry) {
  const parts = [];
  if (entry.timestamp) parts.push(`${dateOf(entry.timestamp, true)} ${timeOf(entry.timestamp, true)} UTC`);
  if (entry.logger) parts.push(`logger ${entry.logger}`);
  if (entry.basis) parts.push(`here by ${entry.basis.replaceAll('_', ' ')}`);
  if (entry.origin !== 'function') parts.push(`written by the ${entry.origin}`);
  if (entry.bleed) parts.push('written while another request was open');
  return parts.join(' · ');
}

/** The entry as a row; `line`: its index in the trail; `failure`: whether it is a platform line that names one. */
export function entryView(entry, line, { startedAt, timeMode, marked, failure, onCopy, onLink }) {
  const level = entry.level?.toLowerCase() ?? 'none';
  const message = messageOf(entry);
  return html`<div
    class="entry ${level} ${entry.origin} ${marked ? 'marked' : ''} ${failure ? 'failure' : ''}"
    data-line=${line}
    role="listitem"
  >
    <button class="time" title="${tooltip(entry)} – copy a link to this line" @click=${() => onLink(line)}>
      ${timeText(entry, startedAt, timeMode)}
    </button>
    <span class="level">${entry.level ?? ''}</span>
    <div class="text">
      ${message ? html`<div class="message">${message}</div>` : nothing}
      ${fieldsView(entry.fields)}
      ${exceptionView(entry.exception)}
    </div>
    ${entry.bleed ? html`<span class="bleed" title="written while another request was open">late</span>` : nothing}
    <button class="copy" aria-label="Copy line" title="Copy line" @click=${() => onCopy(entryText(entry))}>
      copy
    </button>
  </div>`;
}
