// The pages of a list: its first, of the newest or the slowest, and those that are older.

import { listTrails } from '../lib/api.js';
import { newestOf } from './asked-list.js';
import { slowestOf } from './slowest.js';

const OLDER_SIZE = 100; // At most 100 with a preview.

/** {trails, nextCursor, search, leastMs}; `order`: 'slowest', or null for the newest; `leastMs`: see slowestOf. */
export function firstPage(params, order) {
  return order === 'slowest' ? slowestOf(params) : listTrails(newestOf(params));
}

export const olderPage = (params, cursor) => listTrails({ ...params, limit: OLDER_SIZE, cursor, preview: true });
