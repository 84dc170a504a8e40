// The HTTP API's client: one function for each route that the pages read. A failed call throws a Problem.

import { readTrails } from './trail-stream.js';

const TOKEN = 'logtrail.token';
const INGEST_TOKEN = 'logtrail.ingestToken';
const INVOKE_TOKEN = 'logtrail.invokeToken';

/**
 * An answer that is an error (RFC 9457): the HTTP status, what was wrong as the message, and for a pattern that cannot be read
 * its `fault`: {column, reason, example}.
 */
export class Problem extends Error {
  /** status: 0 if the server could not be reached. */
  constructor(status, detail, fault = null) {
    super(detail);
    this.status = status;
    this.fault = fault;
  }
}

/** Keeps the token for all calls until the tab is closed. */
export function setToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

/** Keeps the token for calls that change something until the tab is closed. */
export function setIngestToken(token) {
  sessionStorage.setItem(INGEST_TOKEN, token);
}

/** Keeps the token to invoke functions until the tab is closed. */
export function setInvokeToken(token) {
  sessionStorage.setItem(INVOKE_TOKEN, token);
}

/** The header of a token that was kept; none if none was given. */
function bearer(name) {
  const token = sessionStorage.getItem(name);
  return token ? { Authorization: `Bearer ${token}` } : {};
}

/** Headers for a call, with the token if one was given. */
export const headers = (accept) => ({ Accept: accept, ...bearer(TOKEN) });

/** A request id as a part of an address. */
export const pathOf = (requestId) => requestId.split('/').map(encodeURIComponent).join('/');

/** The problem in the body of a failed response. */
export async function problemOf(response) {
  try {
    const problem = await response.json();
    return new Problem(response.status, problem.detail ?? problem.title, problem.fault);
  } catch {
    return new Problem(response.status, `The server answered ${response.status}.`);
  }
}

function urlOf(path, params) {
  const query = new URLSearchParams(Object.entries(params).filter(([, v]) => v != null));
  return query.size ? `${path}?${query}` : path;
}

let early = null; // What was asked for before somebody wanted it: {url, answer}.

/** Asks before the page is ready to show the answer: the first who asks for the same takes it. */
export function askEarly(path, params = {}) {
  const answer = call(path, params, { headers: headers('application/json') });
  answer.catch(() => {}); // Who takes it hears of it.
  early = { url: urlOf(path, params), answer };
}

export const isAskedEarly = (path, params = {}) => early?.url === urlOf(path, params);

/** Fetches a path of the API with its query, where it is not null. */
export async function call(path, params, options) {
  const url = urlOf(path, params);
  if (early?.url === url) {
    const { answer } = early;
    early = null;
    return answer;
  }
  let response;
  try {
    response = await fetch(url, options);
  } catch {
    throw new Problem(0, 'The server cannot be reached. It may have stopped.');
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function get(path, params = {}) {
  return (await call(path, params, { headers: headers('application/json') })).json();
}

/** A call that changes something: it needs the ingest token, if the server has one. */
async function change(method, path, params) {
  const response = await call(path, params, { method, headers: bearer(INGEST_TOKEN) });
  return response.status === 204 ? null : response.json();
}

export const LIST = '/api/v1/trails';
const LETTERS = '/api/v1/dead-letters';

export const listTrails = (params) => get(LIST, params);
export const histogram = (params) => get('/api/v1/histogram', params);
/** Names and values of fields that structured lines carry, for completion. */
export const listFields = (params) => get('/api/v1/fields', params);
export const listFunctions = () => get('/api/v1/functions');
export const status = () => get('/api/v1/status');
export const listAlerts = (params) => get('/api/v1/alerts', params);
export const insights = (params) => get('/api/v1/insights', params);
export const witnessOf = (requestId) => get(`/api/v1/witness/${pathOf(requestId)}`);
/** Why the last attempt of a request failed. */
export const explanationOf = (requestId) => get(`/api/v1/explain/${pathOf(requestId)}`);
export const listDeadLetters = (params) => get(LETTERS, params);
export const deadLetter = (id) => get(`${LETTERS}/${id}`);
export const invokeState = () => get('/api/v1/invoke');
export const statistics = (params) => get('/api/v1/stats', params);

export const requestPath = (requestId) => `${LIST}/${pathOf(requestId)}`;

/**
 * Every attempt of a request, with entries, and the version that they are: {trails, tag}. No trails if nothing is stored
 * (yet); null instead if `knownTag` is still the version. `onFirst`: see readTrails.
 */
export async function versionOf(requestId, onFirst, knownTag) {
  const known = knownTag && { 'If-None-Match': knownTag };
  try {
    const response = await call(requestPath(requestId), {}, { headers: { ...headers('application/json'), ...known } });
    return { trails: await readTrails(response, onFirst), tag: response.headers.get('ETag') };
  } catch (problem) {
    if (problem.status === 304) return null;
    if (problem.status === 404) return { trails: [], tag: null };
    throw problem;
  }
}

/** Every attempt of a request, with entries; an empty list if nothing of it is stored (yet). `onFirst`: see readTrails. */
export const trailsOf = async (requestId, onFirst) => (await versionOf(requestId, onFirst)).trails;

/** Invokes a function, `target`: {functionName, account, region, qualifier}; `payload`: JSON as text, or nothing. */
export async function invokeFunction({ functionName, account, region, qualifier }, payload) {
  const response = await call(
    `/api/v1/invoke/${encodeURIComponent(functionName)}`,
    { account, region, qualifier: qualifier || null },
    {
      method: 'POST',
      body: payload,
      headers: { 'Content-Type': 'application/json', ...bearer(INVOKE_TOKEN) },
    },
  );
  return response.json();
}

/** The executions of a name, id or ARN, all their requests with entries: {executions, truncated}. */
export const executionOf = (name) => get(`/api/v1/executions/${pathOf(name)}`);

/** Every trail of a trace, with entries: {trails, truncated}. */
export const traceOf = (traceId) => get(`/api/v1/traces/${encodeURIComponent(traceId)}`);

/** The messages of a request's events as they came, as one text. */
export async function rawOf(requestId) {
  return (await call(requestPath(requestId), { raw: true }, { headers: headers('text/plain') })).text();
}

/** All bytes of a dead letter, as a Blob. */
export async function deadLetterBytes(id) {
  return (await call(`${LETTERS}/${id}`, {}, { headers: headers('application/octet-stream') })).blob();
}

// Of all letters where no filter is given.
const meant = (filter) => (Object.values(filter).some((value) => value) ? filter : { all: true });

/** Tries one dead letter again, or those that match a filter. */
export function retryLetters(id, filter) {
  return id == null ? change('POST', `${LETTERS}/retry`, meant(filter)) : change('POST', `${LETTERS}/${id}/retry`, {});
}

/** Deletes one dead letter, or those that match a filter. */
export function deleteLetters(id, filter) {
  return id == null ? change('DELETE', LETTERS, meant(filter)) : change('DELETE', `${LETTERS}/${id}`, {});
}
