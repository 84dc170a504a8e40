// Where a figure leads: to the requests that it was made of.

/** The address of requests: {fn, from, to, filter}; those that are null are left out. */
export function requestsPage({ fn, from, to, filter }) {
  const query = new URLSearchParams(Object.entries({ function: fn, filter, from, to }).filter(([, v]) => v != null));
  return query.size ? `/?${query}` : '/';
}

/** A filter for requests that took at least so long. */
export const slowerThan = (ms) => (ms == null ? null : `>${Math.floor(ms)}ms`);
