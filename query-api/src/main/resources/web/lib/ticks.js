// Round places on an axis.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIME_STEPS = [1_000, 5_000, 15_000, 30_000, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE];
const LONG_STEPS = [HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 28 * DAY];
const ROUND = [1, 2, 2.5, 5, 10];

/** Round values from 0 to `max`, at most `most` beside 0. */
export function valueTicks(max, most) {
  if (!(max > 0)) return [0];
  const power = 10 ** Math.floor(Math.log10(max / most));
  const step = ROUND.map((n) => n * power).find((n) => n * most >= max * 0.9999);
  return Array.from({ length: Math.floor(max / step + 1e-9) + 1 }, (_, i) => i * step);
}

/** Round times of the browser's zone between two, epoch milliseconds; at most `most`. */
export function timeTicks(from, to, most) {
  const step = [...TIME_STEPS, ...LONG_STEPS].find((ms) => (to - from) / ms <= most - 1) ?? Math.ceil((to - from) / most / DAY) * DAY;
  const zone = (ms) => new Date(ms).getTimezoneOffset() * MINUTE;
  const ticks = [];
  for (let local = Math.ceil((from - zone(from)) / step) * step; ; local += step) {
    const at = local + zone(local + zone(from)); // The zone's offset at that time: a day may have 23 or 25 hours.
    if (at > to) return ticks;
    if (at >= from) ticks.push(at);
  }
}
