// Searches that somebody keeps: function, filter, range and all that the address says. In the browser's local storage.

const KEY = 'logtrail.saved';
const MAX_SAVED = 30;

/** [{name, search}], newest first; `search`: the address's query, beginning with ?. */
export function savedSearches() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(kept) ? kept.filter((s) => typeof s?.name === 'string' && /^\?/.test(s.search)) : [];
  } catch {
    return []; // Storage is blocked, or holds something else.
  }
}

function keep(searches) {
  try {
    localStorage.setItem(KEY, JSON.stringify(searches.slice(0, MAX_SAVED)));
    return true;
  } catch {
    return false; // Storage is blocked or full.
  }
}

/** What a search is called: its words, function and range. */
export function nameOf({ fn, filter, q, from, to, order }) {
  const range = from && !to ? `since ${from.replace(/^-/, '')} ago` : from || to ? `${from ?? ''} – ${to ?? ''}` : null;
  return [filter, q, fn && `of ${fn}`, range, order && 'slowest first'].filter(Boolean).join(' · ');
}

/** Keeps a search, {name, search}; whether that worked. */
export const saveSearch = (search) => keep([search, ...savedSearches().filter((s) => s.search !== search.search)]);

export const forgetSearch = (search) => keep(savedSearches().filter((s) => s.search !== search));
