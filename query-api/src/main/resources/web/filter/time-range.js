// The range of time that is looked at: of a length back from now, between two times, or all that is stored.

import { dateOf, timeOf } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';

/** What `from` of the address may be, and what it is called. */
const RANGES = {
  '': 'Any time',
  '-15m': 'Last 15 min',
  '-1h': 'Last hour',
  '-6h': 'Last 6 hours',
  '-24h': 'Last 24 hours',
  '-7d': 'Last 7 days',
  '-30d': 'Last 30 days',
};
const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Epoch ms of a time in the address: one before now (-1h) or an ISO time; null if there is none. */
export function msOf(text, now = Date.now()) {
  if (!text) return null;
  const ago = agoOf(text);
  const ms = ago ? now - ago.ms : Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}

/** Whether a trail started within a range {from, to}, as texts of the address; one without a time did. */
export function isWithin(trail, { from, to }) {
  const at = Date.parse(trail.startedAt ?? trail.lastEventAt ?? '');
  if (Number.isNaN(at)) return true;
  const first = msOf(from);
  const end = msOf(to);
  return (first == null || at >= first) && (end == null || at < end);
}

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const DAYS_AGO = { today: 0, yesterday: 1 };

/** A whole day, so many days ago, in UTC or the browser's zone. */
export function dayRange(daysAgo, utc, now = new Date()) {
  const begin = (days) =>
    new Date(
      utc
        ? Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - days)
        : new Date(now.getFullYear(), now.getMonth(), now.getDate() - days),
    ).toISOString();
  return { from: begin(daysAgo), to: begin(daysAgo - 1) };
}

const UNITS = { s: 'second', m: 'minute', h: 'hour', d: 'day' };

/** A length of time back from now, as it stands in the address: { ms, text: 3 days }; null for what is none. */
function agoOf(text) {
  const [, count, unit] = /^-(\d+)([smhd])$/.exec(text ?? '') ?? [];
  return unit ? { ms: count * UNIT_MS[unit], text: `${count} ${UNITS[unit]}${count === '1' ? '' : 's'}` } : null;
}

/** Whether two texts of the address are of the same time at any moment: -24h and -1d. */
const isSame = (a, b) => (a ?? '') === (b ?? '') || (agoOf(a) != null && agoOf(a).ms === agoOf(b)?.ms);

/** Any range {from, to} in words: last 3 days, or two times. */
export function rangeText({ from, to }, utc) {
  const [first, end] = [agoOf(from), agoOf(to)];
  if (first && !to) return `last ${first.text.replace(/^1 /, '')}`;
  return first && end ? `${first.text} to ${end.text} ago` : absoluteText({ from, to }, utc);
}

/** A range with an end, or not one back from now, in words. */
function absoluteText({ from, to }, utc) {
  const text = (ms) => {
    const iso = new Date(ms).toISOString();
    return `${dateOf(iso, utc)} ${timeOf(iso, utc).slice(0, 8)}`;
  };
  const [first, end] = [msOf(from), msOf(to)];
  const isDay = first != null && end != null && end - first <= 1.05 * UNIT_MS.d && [first, end].every((ms) => text(ms).endsWith(' 00:00:00'));
  if (isDay && end > first) return `${text(first).slice(0, 10)}${utc ? ' UTC' : ''}`;
  if (first != null && end != null) return `${text(first)} – ${text(end)}${utc ? ' UTC' : ''}`;
  return first != null ? `from ${text(first)}` : `until ${text(end)}`;
}

/** `range`: {from, to}; `onRange({from, to})` when another is chosen, `onCustom()` when two times are wanted. */
export function rangeSelect(range, utc, onRange, onCustom) {
  const known = range.to ? undefined : Object.keys(RANGES).find((from) => isSame(from, range.from));
  const isKnown = known != null;
  const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const choose = (e) => {
    const { value } = e.target;
    if (value in DAYS_AGO) onRange(dayRange(DAYS_AGO[value], utc));
    else if (value === 'custom') {
      e.target.value = known ?? 'own';
      onCustom();
    } else onRange({ from: value || null, to: null });
  };
  return html`<select class="range" aria-label="Time range" @change=${choose}>
    ${Object.entries(RANGES).map(
      ([from, text]) => html`<option value=${from} ?selected=${known === from}>${text}</option>`,
    )}
    ${isKnown ? nothing : html`<option value="own" selected>${upper(rangeText(range, utc))}</option>`}
    <option value="today">Today</option>
    <option value="yesterday">Yesterday</option>
    <option value="custom">Between two times…</option>
  </select>`;
}

/** For an input of a local time: 2026-11-28T10:00:00, in UTC or the browser's zone. */
function inputValue(ms, utc) {
  if (ms == null) return '';
  const iso = new Date(ms).toISOString();
  return `${dateOf(iso, utc)}T${timeOf(iso, utc).slice(0, 8)}`;
}

/** The dialog that asks for two times; `onRange` as above. An empty one is no limit. */
export function rangeDialog(range, utc, onRange) {
  const iso = (value) => (value ? new Date(utc ? `${value}Z` : value).toISOString() : null);
  const submit = (event) => {
    const data = new FormData(event.target);
    if (event.submitter?.value !== 'cancel') onRange({ from: iso(data.get('from')), to: iso(data.get('to')) });
  };
  return html`<dialog id="range" aria-labelledby="range-title">
    <form method="dialog" @submit=${submit}>
      <h2 id="range-title">Between two times</h2>
      <p>In ${utc ? 'UTC' : `the zone of this browser, ${zone()}`}; <kbd>t</kbd> changes it.</p>
      <label>From <input name="from" type="datetime-local" step="1" .value=${inputValue(msOf(range.from), utc)}></label>
      <label>To <input name="to" type="datetime-local" step="1" .value=${inputValue(msOf(range.to), utc)}></label>
      <button>Show</button> <button value="cancel" formnovalidate>Cancel</button>
    </form>
  </dialog>`;
}
