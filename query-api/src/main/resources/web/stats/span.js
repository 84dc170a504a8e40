// The time that the statistics are of: one of some lengths back from now, or what the address says by `from` and `to`.

import { msOf, rangeText } from '../filter/time-range.js';

const HOUR_MS = 3_600_000;
export const RANGES = { '1h': '1 hour', '1d': '24 hours', '7d': '7 days', '30d': '30 days' };
// `from` as lists have it, by range.
const FROM = { '1h': '-1h', '1d': '-24h', '7d': '-7d', '30d': '-30d' };
// The range of the same length before, by range.
const BEFORE = {
  '1h': { from: '-2h', to: '-1h' },
  '1d': { from: '-2d', to: '-1d' },
  '7d': { from: '-14d', to: '-7d' },
  '30d': { from: '-60d', to: '-30d' },
};
// Longest span in hours, and the step for it: of one function, of all.
const STEPS = [
  [2, '1m', '1m'],
  [8, '5m', '5m'],
  [48, '15m', '15m'],
  [24 * 8, '3h', '3h'],
  [24 * 60, '6h', '1d'],
  [Infinity, '1d', '7d'],
];

/** The range that a `from` of lists is, if it is one of those here. */
const rangeOf = (from) => Object.keys(FROM).find((range) => FROM[range] === from || `-${range}` === from);

/**
 * What a query asks for: {range, from, to, before, step(isOfAll), text}. `range` is null where the address names two times, or a
 * length that has no button; `before` is of the same length before; `to` and `text` are null for ranges.
 */
export function spanOf(query) {
  const [asked, to] = [query.get('from'), query.get('to')];
  const custom = asked && msOf(asked) != null && (to || !rangeOf(asked));
  const chosen = rangeOf(asked) ?? query.get('range');
  const range = custom ? null : chosen in RANGES ? chosen : '1d';
  const from = custom ? asked : FROM[range];
  const [first, end] = [msOf(from), msOf(to) ?? Date.now()];
  const iso = (ms) => new Date(ms).toISOString();
  const hours = (end - first) / HOUR_MS;
  const [, ofOne, ofAll] = STEPS.find(([most]) => hours <= most);
  return {
    range,
    from,
    to: custom ? to : null,
    before: custom ? { from: iso(2 * first - end), to: iso(first) } : BEFORE[range],
    step: (isOfAll) => (isOfAll ? ofAll : ofOne),
    text: custom ? rangeText({ from, to }, false) : null,
  };
}
