// The live tail's client. It reads the event stream with fetch: the browser's EventSource can send
// no token, and hides the heartbeats that tell a quiet connection from a dead one.

import { headers, problemOf } from '../lib/api.js';
import { BUSY_MS, turn } from '../lib/trail-stream.js';

const SILENCE_MS = 25_000; // The server sends a heartbeat every 10 s.
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 10_000;

/** Splits a stream of text into server-sent events. */
export class EventParser {
  /** `onEvent(name, data, id)` for each event that has data; `id` is the last one sent. */
  constructor(onEvent) {
    this.onEvent = onEvent;
    this.reset();
  }

  /** Forgets an unfinished event, for a new connection; keeps the last id. */
  reset() {
    this.unfinishedLine = '';
    this.clearEvent();
  }

  clearEvent() {
    this.name = 'message';
    this.data = [];
  }

  push(text) {
    const lines = (this.unfinishedLine + text).split('\n');
    this.unfinishedLine = lines.pop();
    for (const line of lines) this.line(line);
  }

  line(line) {
    if (line === '') {
      if (this.data.length) this.onEvent(this.name, this.data.join('\n'), this.id);
      this.clearEvent();
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.name = value;
    else if (field === 'data') this.data.push(value);
    else if (field === 'id') this.id = value;
  }
}

/** Keeps a connection to the live tail until it is closed, and resumes after the last event that came. */
export class LiveTail {
  /**
   * `onEvent(name, data)` for each event; `onState({state, reason, retryMs})` when the connection changes:
   * connecting, live, waiting (tries again in retryMs), unauthorized, or ended (will not try again).
   */
  constructor(params, onEvent, onState) {
    this.query = new URLSearchParams(Object.entries(params).filter(([, v]) => v != null));
    this.onEvent = onEvent;
    this.onState = onState;
    this.parser = new EventParser((name, data) => {
      this.retryMs = FIRST_RETRY_MS;
      this.onEvent(name, JSON.parse(data));
    });
    this.retryMs = FIRST_RETRY_MS;
    this.run();
  }

  close() {
    this.closed = true;
    this.abort?.abort();
    clearTimeout(this.timer);
  }

  /** Connects at once if it is waiting to try again. */
  tryNow() {
    if (this.timer == null) return;
    clearTimeout(this.timer);
    this.retryMs = FIRST_RETRY_MS;
    this.run();
  }

  async run() {
    this.timer = null;
    if (this.closed) return;
    this.onState({ state: 'connecting' });
    try {
      await this.connect();
      this.retry('the server closed the connection');
    } catch (error) {
      if (error.status === 401) this.onState({ state: 'unauthorized', reason: error.message });
      else if (error.status === 400) this.onState({ state: 'ended', reason: error.message, fault: error.fault }); // Asking again would not help.
      else this.retry(error.status ? error.message : 'the server cannot be reached');
    }
  }

  async connect() {
    this.abort = new AbortController();
    const id = this.parser.id;
    const response = await fetch(`/api/v1/tail?${this.query}`, {
      headers: { ...headers('text/event-stream'), ...(id ? { 'Last-Event-ID': id } : {}) },
      signal: this.abort.signal,
    });
    if (!response.ok) throw await problemOf(response);
    this.onState({ state: 'live' });
    this.parser.reset();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let busySince = 0;
    for (;;) {
      const askedAt = performance.now();
      const watchdog = setTimeout(() => this.abort.abort(), SILENCE_MS);
      const { value, done } = await reader.read().finally(() => clearTimeout(watchdog));
      if (done) return;
      const now = performance.now();
      if (now - askedAt > 1) busySince = now; // Others had their turn meanwhile.
      if (!this.closed) this.parser.push(value);
      if (performance.now() - busySince < BUSY_MS) continue;
      await turn(); // What waits would all be read at once.
      busySince = performance.now();
    }
  }

  retry(reason) {
    if (this.closed) return;
    const wait = this.retryMs * (0.75 + Math.random() / 2); // Spread, so that not all tabs come back at once.
    this.retryMs = Math.min(this.retryMs * 2, MAX_RETRY_MS);
    this.onState({ state: 'waiting', reason, retryMs: wait });
    this.timer = setTimeout(() => this.run(), wait);
  }
}
