// The HTTP API's client: one function for each route that the extension asks. A failed call throws a Problem.

'use strict';

const { FAILED } = require('./failures');

const PATIENCE_MS = 15_000;
const INVOKE_PATIENCE_MS = 15 * 60_000 + 10_000; // As long as a function may run.
const MOST_BYTES = 16 * 1024 * 1024;

/** What went wrong, in words. status: 0 if the server could not be reached. */
class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

/** The server's address without a slash at its end; throws a Problem that says what would be right. */
function serverUrl(text) {
  let url;
  try {
    url = new URL(text);
  } catch {
    url = null;
  }
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search) {
    throw new Problem(0, `logtrail.server is '${text}': right is an address such as http://127.0.0.1:8080`);
  }
  return url.href.replace(/[#?].*$/, '').replace(/\/+$/, '');
}

const pathOf = (requestId) => requestId.split('/').map(encodeURIComponent).join('/');

class Client {
  /**
   * @param settings gives {server, token, invokeToken} at each call, or a promise of them; tokens may be missing
   * @param fetcher `fetch`, or what stands in for it
   */
  constructor(settings, fetcher = fetch) {
    this.settings = settings;
    this.fetcher = fetcher;
  }

  functions = async () => (await this.json('/api/v1/functions')).functions;
  status = () => this.json('/api/v1/status');

  /** How many requests of a function (all, if null) have failed in the last minutes. */
  async errors(minutes, functionName) {
    const { steps } = await this.json('/api/v1/histogram', { function: functionName, from: `-${minutes}m`, outcome: FAILED });
    return steps.reduce((sum, step) => sum + step.requests, 0);
  }

  /** Headers of the newest failed requests of the last minutes. */
  async failed(minutes, functionName, limit) {
    return (await this.json('/api/v1/trails', { function: functionName, from: `-${minutes}m`, outcome: FAILED, limit })).trails;
  }

  /** The newest requests in which an event matches the pattern, with a line of each. */
  async search(pattern, functionName, limit) {
    return (await this.json('/api/v1/trails', { function: functionName, q: pattern || null, limit, preview: true })).trails;
  }

  /** Every attempt of a request with its entries; an empty list if nothing of it is stored (yet). */
  async trails(requestId) {
    try {
      return (await this.json(`/api/v1/trails/${pathOf(requestId)}`)).trails;
    } catch (problem) {
      if (problem.status === 404) return [];
      throw problem;
    }
  }

  /** A request in its readable form; null if nothing of it is stored (yet). */
  async text(requestId) {
    try {
      return await this.call(`/api/v1/trails/${pathOf(requestId)}`, { accept: 'text/plain' });
    } catch (problem) {
      if (problem.status === 404) return null;
      throw problem;
    }
  }

  /** Invokes a function with a payload, JSON as text, and waits for its answer. */
  async invoke(functionName, payload) {
    const { invokeToken } = await this.settings();
    const answer = await this.call(`/api/v1/invoke/${encodeURIComponent(functionName)}`, {
      method: 'POST',
      body: payload,
      token: invokeToken ?? null,
      patienceMs: INVOKE_PATIENCE_MS,
    });
    return JSON.parse(answer);
  }

  /** The page of a request. */
  async pageOf(requestId) {
    return `${serverUrl((await this.settings()).server)}/r/${pathOf(requestId)}`;
  }

  async json(path, params = {}) {
    return JSON.parse(await this.call(path, { params }));
  }

  async call(path, { params = {}, accept = 'application/json', method = 'GET', body, token, patienceMs = PATIENCE_MS } = {}) {
    const settings = await this.settings();
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(params)) [value].flat().forEach((one) => one != null && query.append(name, one));
    const server = serverUrl(settings.server);
    const secret = token === undefined ? settings.token : token;
    const headers = { Accept: accept, ...(secret ? { Authorization: `Bearer ${secret}` } : {}) };
    if (body != null) headers['Content-Type'] = 'application/json';
    let response;
    let text;
    try {
      response = await this.fetcher(`${server}${path}${`${query}` ? `?${query}` : ''}`, { method, headers, body, signal: AbortSignal.timeout(patienceMs) });
      text = await limited(response);
    } catch (problem) {
      if (problem instanceof Problem) throw problem;
      throw new Problem(0, `Logtrail cannot be reached at ${server}. Is it running? Start it with: logtrail up`);
    }
    if (!response.ok) throw new Problem(response.status, detailOf(response.status, text));
    return text;
  }
}

/** The body as text, up to a limit. */
async function limited(response) {
  const pieces = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) throw new Problem(response.status, `The answer is larger than ${MOST_BYTES / 1024 / 1024} MiB: look at it on the page.`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function detailOf(status, text) {
  if (status === 401) return 'The server wants a token: run the command "Logtrail: Set Token".';
  try {
    const problem = JSON.parse(text);
    return problem.detail ?? problem.title ?? `The server answered ${status}.`;
  } catch {
    return `The server answered ${status}.`;
  }
}

module.exports = { Client, Problem, serverUrl };
