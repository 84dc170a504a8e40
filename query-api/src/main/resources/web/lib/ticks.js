// Round places on an axis, and what is written there.

import { dateOf, timeOf } from './format.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIME_STEPS = [1_000, 5_000, 15_000, 30_000, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE];
const LONG_STEPS = [HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const ROUND = [1, 2, 2.5, 5, 10];

/** Round values from 0 to `max`, at most `most` beside 0. */
export function valueTicks(max, most) {
  if (!(max > 0)) return [0];
  const power = 10 ** Math.floor(Math.log10(max / most));
  const step = ROUND.map((n) => n * power).find((n) => n * most >= max * 0.9999);
  return Array.from({ length: Math.floor(max / step + 1e-9) + 1 }, (_, i) => i * step);
}

/** Round times between two, epoch milliseconds, in UTC or the browser's zone; at most `most`. */
function timeTicks(from, to, most, utc) {
  const step = [...TIME_STEPS, ...LONG_STEPS].find((ms) => (to - from) / ms <= most - 1) ?? Math.ceil((to - from) / most / DAY) * DAY;
  const zone = (ms) => (utc ? 0 : new Date(ms).getTimezoneOffset() * MINUTE);
  const ticks = [];
  for (let local = Math.ceil((from - zone(from)) / step) * step; ; local += step) {
    const at = local + zone(local + zone(from)); // The zone's offset at that time: a day may have 23 or 25 hours.
    if (at > to) return ticks;
    if (at >= from) ticks.push(at);
  }
}

/** 10:00, 10:00:05; 30 Nov where a day begins; 30 Nov 10:00 where no tick stands before; with the year where it is another than `year`. */
function labelOf(at, isFirst, year, utc) {
  const iso = new Date(at).toISOString();
  const [date, time] = [dateOf(iso, utc), timeOf(iso, utc).slice(0, 8).replace(/:00$/, '')];
  const isDay = time === '00:00';
  if (!isDay && !isFirst) return time;
  const day = `${Number(date.slice(8))} ${MONTHS[date.slice(5, 7) - 1]}${date.startsWith(year) ? '' : ` ${date.slice(0, 4)}`}`;
  return isDay ? day : `${day} ${time}`;
}

/**
 * The times to write beneath an axis from one time to another, `width` wide, as many as fit beside one another: [{at, x, left,
 * text}]. `x` is the place of the time, `left` that where its text begins; a character is `char` wide.
 */
export function timeAxis(from, to, width, utc, char) {
  const now = dateOf(new Date().toISOString(), utc).slice(0, 4);
  const placed = (at, i, all) => {
    const text = labelOf(at, i === 0, i === 0 ? now : dateOf(new Date(all[i - 1]).toISOString(), utc).slice(0, 4), utc);
    const x = (width * (at - from)) / (to - from);
    const own = text.length * char;
    return { at, x, text, left: Math.max(0, Math.min(x - own / 2, width - own)), own };
  };
  for (let most = Math.floor(width / (5 * char)); most > 1; most--) {
    const ticks = timeTicks(from, to, most, utc).map(placed);
    if (ticks.length && ticks.every(({ left }, i) => i === 0 || left >= ticks[i - 1].left + ticks[i - 1].own + 2 * char)) return ticks;
  }
  return [from].map(placed); // No round time between, or no room for two.
}
