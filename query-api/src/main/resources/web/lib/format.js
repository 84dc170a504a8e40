// Times, durations and counted words as text.

const pad = (n, width = 2) => String(n).padStart(width, '0');
// By hand: to make the first of the browser's own formatters takes longer than all else that a page does before it asks for anything.
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** 10:00:00.123, in UTC or the browser's zone. */
export function timeOf(iso, utc) {
  const d = new Date(iso);
  return utc
    ? iso.slice(11, 23)
    : `${pad(d.getHours())}:${pad(d.getMinutes())}:${pad(d.getSeconds())}.${pad(d.getMilliseconds(), 3)}`;
}

/** 2026-11-20, in UTC or the browser's zone. */
export function dateOf(iso, utc) {
  const d = new Date(iso);
  return utc ? iso.slice(0, 10) : `${d.getFullYear()}-${pad(d.getMonth() + 1)}-${pad(d.getDate())}`;
}

/** The time since a start: +12 ms, +12.35 s, +2 min 3 s. */
export function offsetOf(iso, startIso) {
  const ms = Date.parse(iso) - Date.parse(startIso);
  const sign = ms < 0 ? '\u2212' : '+';
  const abs = Math.abs(ms);
  if (abs < 10_000) return `${sign}${abs} ms`;
  if (abs < 60_000) return `${sign}${(abs / 1000).toFixed(2)} s`;
  return `${sign}${Math.floor(abs / 60_000)} min ${Math.floor((abs % 60_000) / 1000)} s`;
}

/** 307.76 ms, 1.50 s, 12.35 s. */
export function durationOf(ms) {
  return ms < 1_000 ? `${ms.toFixed(2)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

/** How long ago it was: 4 s, 3 m, 2 h, 5 d. */
export function ageOf(iso, now = Date.now()) {
  const s = Math.max(0, (now - Date.parse(iso)) / 1000);
  if (s < 60) return `${Math.floor(s)} s`;
  if (s < 3600) return `${Math.floor(s / 60)} m`;
  if (s < 86_400) return `${Math.floor(s / 3600)} h`;
  return `${Math.floor(s / 86_400)} d`;
}

/** Saturday, 28 November 2026, in UTC or the browser's zone. */
export function dayOf(iso, utc) {
  const [year, month, day] = dateOf(iso, utc).split('-').map(Number);
  return `${WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]}, ${day} ${MONTHS[month - 1]} ${year}`;
}

/** What a million requests like one would cost, from its cost as text: $0.57/M, $12/M. */
export function costOfMillion(usd) {
  const dollars = Number(usd) * 1_000_000;
  return `$${dollars < 10 ? dollars.toFixed(2) : Math.round(dollars)}/M`;
}

/** A whole number: 12,345. */
export const countOf = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** A count for a narrow column: 9999, 29.5K, 1.2M. */
export function shortCount(n) {
  if (n < 10_000) return String(n);
  const [unit, name] = n < 999_950 ? [1e3, 'K'] : n < 999_950_000 ? [1e6, 'M'] : [1e9, 'B'];
  return (n / unit).toFixed(1).replace(/\.0$/, '') + name;
}

/** 1 line, 2 lines. */
export const plural = (n, word) => `${countOf(n)} ${word}${n === 1 ? '' : 's'}`;

/** 999 B, 12 KB, 3.4 MB; of characters it is about right. */
export function sizeOf(bytes) {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
