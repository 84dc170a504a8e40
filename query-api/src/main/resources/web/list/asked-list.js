// What the address of the list asks for, and what the API is asked for it.

import { requestOf } from '../lib/address.js';
import { parseFilter } from '../filter/filter.js';

const PAGE_SIZE = 30;

/**
 * {requestId, fn, q, filterText, filter, range, order}: a request of its own page, or the list; `filter` as filter.js parses
 * it; `order`: 'slowest', or null for the newest first.
 */
export function askedBy(address) {
  const query = new URLSearchParams(address.search);
  const filterText = query.get('filter') ?? '';
  return {
    requestId: requestOf(address),
    fn: query.get('function'),
    q: query.get('q'),
    filterText,
    filter: parseFilter(filterText),
    range: { from: query.get('from'), to: query.get('to') },
    order: query.get('order') === 'slowest' ? 'slowest' : null,
  };
}

/** What lists and histogram are asked for. */
export function listParams({ fn, q, filter, range }) {
  const { from = null, to = null } = range;
  const pattern = [q, filter.params.q].filter(Boolean).join(' ') || null;
  return { ...filter.params, function: fn ?? filter.params.function, q: pattern, from, to };
}

/** What the newest trails are asked for with. */
export const newestOf = (params) => ({ ...params, limit: PAGE_SIZE, preview: true });
