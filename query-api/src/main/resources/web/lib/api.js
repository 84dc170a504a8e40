// The HTTP API's client: one function for each route that the pages read. A failed call throws a Problem.

const TOKEN = 'logtrail.token';

/** An answer that is an error (RFC 9457): the HTTP status, and what was wrong as the message. */
export class Problem extends Error {
  /** status: 0 if the server could not be reached. */
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

/** Keeps the token for all calls until the tab is closed. */
export function setToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

/** Headers for a call, with the token if one was given. */
export function headers(accept) {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { Accept: accept, Authorization: `Bearer ${token}` } : { Accept: accept };
}

/** The problem in the body of a failed response. */
export async function problemOf(response) {
  try {
    const problem = await response.json();
    return new Problem(response.status, problem.detail ?? problem.title);
  } catch {
    return new Problem(response.status, `The server answered ${response.status}.`);
  }
}

async function get(path, params = {}) {
  const query = new URLSearchParams(Object.entries(params).filter(([, v]) => v != null));
  const url = query.size ? `${path}?${query}` : path;
  let response;
  try {
    response = await fetch(url, { headers: headers('application/json') });
  } catch {
    throw new Problem(0, 'The server cannot be reached. It may have stopped.');
  }
  if (!response.ok) throw await problemOf(response);
  return response.json();
}

export const listTrails = (params) => get('/api/v1/trails', params);
export const listFunctions = () => get('/api/v1/functions');
export const statistics = (params) => get('/api/v1/stats', params);

/** Every attempt of a request, with entries; an empty list if nothing of it is stored (yet). */
export async function trailsOf(requestId) {
  try {
    const path = requestId.split('/').map(encodeURIComponent).join('/');
    return (await get(`/api/v1/trails/${path}`)).trails;
  } catch (problem) {
    if (problem.status === 404) return [];
    throw problem;
  }
}
