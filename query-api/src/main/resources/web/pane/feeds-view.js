// What Logtrail reads by itself (Kinesis streams, log groups): shown while it does not work, or reads the past.

import { html, nothing } from '../lib/lit.js';

const CALM_MS = 5_000; // A failure that is over sooner is not worth a word.

const timeLeft = (ms) => (ms < 120_000 ? `${Math.ceil(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`);

function failing(feed) {
  if (feed.connectedSince || !feed.lastError || Date.now() - Date.parse(feed.lastErrorAt) < CALM_MS) return nothing;
  const next = feed.nextTryAt ? ` Tried again at ${new Date(feed.nextTryAt).toLocaleTimeString()}.` : '';
  return html`<a class="toggle link letters feed" href="/api/v1/status" target="_blank" title="${feed.lastError}.${next}">
    ${feed.name}: not connected
  </a>`;
}

function reading(feed) {
  const past = feed.backfill;
  if (!past || past.doneMs >= past.totalMs) return nothing;
  const left = past.leftMs == null ? '' : `, ${timeLeft(past.leftMs)} left`;
  return html`<span class="chip feed" role="status" title="Older logs are being read, the newest first">
    <progress max=${past.totalMs} value=${past.doneMs}></progress> past of ${feed.name}: ${Math.floor((100 * past.doneMs) / past.totalMs)} %${left}
  </span>`;
}

/** `feeds`: as the status lists them. */
export function feedsView(feeds = []) {
  return feeds.map((feed) => [failing(feed), reading(feed)]);
}
