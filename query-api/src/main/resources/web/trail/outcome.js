// What the list says about how a trail ended: whether it failed, and its badges.

import { plural } from '../lib/format.js';

/** The outcomes that count as failed, as in the API. */
const FAILED = new Set(['timeout', 'out_of_memory', 'crash', 'init_error', 'error']);

export const isFailed = (trail) => FAILED.has(trail.outcome);

/** Badges for what is unusual about a trail, as [text, CSS class] pairs. */
export function badgesOf(trail) {
  const badges = [];
  if (trail.invoke) badges.push(['TEST', 'test']);
  if (trail.attempt > 1) badges.push([`attempt ${trail.attempt}`, 'plain']);
  if (trail.coldStart) badges.push(['cold', 'cold']);
  if (isFailed(trail)) badges.push([trail.outcome.replaceAll('_', ' '), 'failed']);
  else if (trail.state === 'open' && !trail.startedAt) badges.push(['open', 'open']); // Else its duration says that it runs.
  if (trail.errorCount > 0 && !isFailed(trail)) badges.push([plural(trail.errorCount, 'error'), 'failed']);
  if (trail.truncated) badges.push(['truncated', 'plain']);
  return badges;
}
