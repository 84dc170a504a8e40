// What Logtrail reads by itself (Kinesis streams, log groups, S3): shown while it does not work, is behind, reads the past, or has ended.

import { plural, timeOf } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';

const BEHIND_MS = 120_000; // CloudWatch itself delivers up to some minutes late; less is not worth a word.

const lengthOf = (ms) => (ms < 120_000 ? `${Math.ceil(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`);

const isReadingThePast = (feed) => feed.backfill && feed.backfill.done < feed.backfill.total;

/** What is wrong with a feed, in a few words; null if nothing is. */
export function troubleOf(feed) {
  if (feed.endedAt) return null;
  if (!feed.connectedSince) {
    if (!feed.lastError) return 'connecting…';
    return feed.lastReadAt ? 'not connected' : 'never connected';
  }
  if (isReadingThePast(feed) || feed.lagMs == null || feed.lagMs < BEHIND_MS) return null;
  return `${lengthOf(feed.lagMs)} behind${feed.counts?.throttled ? ', throttled' : ''}`;
}

const timeText = (iso) => timeOf(iso, false).slice(0, 8);

/** The reason, as the server found it: it names a missing permission with what grants it. */
function reasonView(feed) {
  const error = feed.lastError
    ? html`<p>${feed.connectedSince ? 'Last: ' : ''}${visible(feed.lastError)}</p>
        <p>At ${timeText(feed.lastErrorAt)}.${feed.nextTryAt && !feed.connectedSince ? ` Tried again at ${timeText(feed.nextTryAt)}.` : ''}</p>`
    : html`<p>${feed.connectedSince ? 'It reads, but more comes in than it can take.' : 'The first call has not been answered yet.'}</p>`;
  const throttled = feed.counts?.throttled;
  return html`<div class="reason">
    ${error} ${throttled ? html`<p>AWS has refused ${plural(throttled, 'call')} as too many; calls are made more slowly.</p>` : nothing}
    <p><a href="/api/v1/status" target="_blank" rel="noopener">All of the status</a></p>
  </div>`;
}

function troubleView(feed) {
  const trouble = troubleOf(feed);
  if (!trouble) return nothing;
  const calm = feed.connectedSince || !feed.lastError;
  return html`<details class="feed">
    <summary class="toggle ${calm ? '' : 'letters'}">${visible(feed.name)}: ${trouble}</summary>
    ${reasonView(feed)}
  </details>`;
}

function reading(feed) {
  if (feed.endedAt) {
    const at = `All that was there has been read since ${timeText(feed.endedAt)}; nothing more is looked for`;
    return html`<span class="chip feed" role="status" title=${at}>${visible(feed.name)}: read to its end</span>`;
  }
  if (!isReadingThePast(feed)) return nothing;
  const past = feed.backfill;
  const left = past.leftMs == null ? '' : `, ${lengthOf(past.leftMs)} left`;
  return html`<span class="chip feed" role="status" title=${past.unit === 'bytes' ? 'Objects that were there are being read, the oldest first' : 'Older logs are being read, the newest first'}>
    <progress max=${past.total} value=${past.done}></progress> past of ${visible(feed.name)}: ${Math.floor((100 * past.done) / past.total)} %${left}
  </span>`;
}

/** `feeds`: as the status lists them. */
export function feedsView(feeds = []) {
  return feeds.map((feed) => [troubleView(feed), reading(feed)]);
}
