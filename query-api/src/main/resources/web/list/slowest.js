// The slowest requests of all that a list would show. The API lists by time: the least duration asked for is raised until
// hardly any are left.

import { listTrails } from '../lib/api.js';
import { tokensOf } from '../filter/filter.js';

const FEW = 5;
const PAGE = 100;
const MOST_CALLS = 40;

const durations = (trails) => trails.map((t) => t.report?.durationMs).filter((ms) => ms != null).sort((a, b) => b - a);

/** The least duration, in whole ms, of the few slowest requests that `params` list; null if none has one. */
export async function slowestMs(params) {
  let least = params.minDurationMs ?? 0;
  for (let i = 0; i < MOST_CALLS; i++) {
    const { trails, nextCursor } = await listTrails({ ...params, minDurationMs: least, limit: PAGE });
    const found = durations(trails);
    if (!found.length) return null;
    if (!nextCursor) return Math.floor(found[Math.min(FEW, found.length) - 1]);
    const next = Math.floor(found[Math.min(FEW, found.length) - 1]);
    if (next <= least) return least; // As many as a page took the same time, such as a timeout.
    least = next;
  }
  return least;
}

/** A filter with the least duration in place of the one it had. */
export function withLeast(text, ms) {
  const others = tokensOf(text).map((t) => t.text).filter((word) => !/^>\d/.test(word));
  return [...others, `>${ms}ms`].join(' ');
}
