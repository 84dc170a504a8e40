// Where a figure leads: to the requests that it was made of.

/** The address of requests: {fn, version, account, region, from, to, filter}; those that are null are left out. */
export function requestsPage({ fn, version, account, region, from, to, filter }) {
  const words = [version && `version:${version}`, account && `account:${account}`, region && `region:${region}`, filter].filter(Boolean).join(' ');
  const query = new URLSearchParams(Object.entries({ function: fn, filter: words || null, from, to }).filter(([, v]) => v != null));
  return query.size ? `/?${query}` : '/';
}

/** The address of a page about a function, or all (null), in a range that statistics and insights name alike. */
function pageOf(path, fn, range) {
  const query = new URLSearchParams(Object.entries({ function: fn, range: range === '1d' ? null : range }).filter(([, v]) => v));
  return query.size ? `${path}?${query}` : path;
}

export const insightsPage = (fn, range) => pageOf('/insights', fn, range);
export const statsPage = (fn, range) => pageOf('/stats', fn, range);

/** A filter for requests that took at least so long. */
export const slowerThan = (ms) => (ms == null ? null : `>${Math.floor(ms)}ms`);
