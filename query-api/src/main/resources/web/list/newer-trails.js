// Loads what is newer than what is loaded, when nothing follows it by itself.

import { listTrails } from '../lib/api.js';
import { keyOf } from './loaded-trails.js';

const PAGE_SIZE = 100;
const MAX_PAGES = 20;

/** Page by page, newest first, until one holds a trail that is known; `isMeant()`: whether the answer is still wanted. */
export async function loadNewer(params, trails, isMeant) {
  let cursor = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await listTrails({ ...params, limit: PAGE_SIZE, cursor, preview: true });
    if (!isMeant()) return;
    const isJoined = answer.trails.some((t) => trails.get(keyOf(t)));
    answer.trails.forEach((t) => trails.put(t));
    if (isJoined || !answer.nextCursor) return;
    cursor = answer.nextCursor;
  }
}
