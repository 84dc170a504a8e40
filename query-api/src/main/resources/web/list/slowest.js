// The slowest requests of all that a list would show. The API lists by time: the least duration asked for is raised until
// hardly any are left.

import { listTrails } from '../lib/api.js';

const SHOWN = 30;
const PAGE = 100; // At most 100 with a preview.
const MOST_CALLS = 40;

const msOf = (trail) => trail.report?.durationMs ?? -1;

/** How two trails stand in a list of the slowest: the slower first; as long ones as `newest(a, b)` has them. */
export const slowestFirst = (newest) => (a, b) => msOf(b) - msOf(a) || newest(a, b);

/**
 * The slowest requests of those that `params` list: {trails, leastMs}. More than a page took `leastMs` where some are left
 * out: such as a timeout.
 */
export async function slowestOf(params) {
  let leastMs = params.minDurationMs ?? 0;
  for (let i = 0; ; i++) {
    const { trails, nextCursor } = await listTrails({ ...params, minDurationMs: leastMs, limit: PAGE, preview: true });
    const durations = trails.map(msOf).sort((a, b) => b - a);
    const next = Math.floor(durations[Math.min(SHOWN, durations.length) - 1] ?? 0);
    if (!nextCursor || next <= leastMs || i === MOST_CALLS) return { trails, leastMs };
    leastMs = next;
  }
}
