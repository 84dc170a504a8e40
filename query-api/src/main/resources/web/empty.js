// Why there is nothing to see.

import { html, nothing } from './lit.js';

/** `why`: {loading, problem, requestId, fn, q, searched, filter, loaded, tail}; actions as callbacks. */
export function emptyView(why, { onRetry, onClear, onEverything, onOlder }) {
  const everything = why.q ? html`<button @click=${onEverything}>Show everything</button>` : nothing;
  if (why.problem) {
    return html`<div class="empty" role="alert">
      <h3>It could not be loaded</h3>
      <p>${why.problem}</p>
      <button @click=${onRetry}>Try again</button> ${everything}
    </div>`;
  }
  if (why.loading) return html`<div class="empty"><p>${why.q ? 'Searching…' : 'Loading…'}</p></div>`;
  if (why.loaded > 0) {
    return html`<div class="empty">
      <h3>None of the ${why.loaded} loaded requests matches <code>${why.filter}</code></h3>
      <p>
        <button @click=${onClear}>Clear the filter</button>
        ${onOlder ? html`<button @click=${onOlder}>View older</button>` : nothing}
      </p>
    </div>`;
  }
  if (why.q) {
    return html`<div class="empty">
      <h3>Nothing ${why.fn ? html`of <code>${why.fn}</code>` : 'stored'} matches <code>${why.q}</code> ${
        onOlder ? 'so far' : 'yet'
      }</h3>
      <p>${reached(why.searched)} A word is a whole word; "in quotes" it may be a part of one.</p>
      <p>
        ${onOlder ? html`<button @click=${onOlder}>Search on</button>` : nothing} ${everything}
      </p>
    </div>`;
  }
  if (why.requestId) {
    return html`<div class="empty">
      <h3>Nothing of request <code>${why.requestId}</code> has arrived</h3>
      <p>${lag(why.tail)} This page shows it as soon as its first line is here.</p>
      <p>If it never comes: its log group is not subscribed, or its retention is over.</p>
    </div>`;
  }
  if (why.fn) {
    return html`<div class="empty">
      <h3>No request of <code>${why.fn}</code> is stored</h3>
      <p>${lag(why.tail)} New ones appear here by themselves. If it does run: its log group is not subscribed.</p>
    </div>`;
  }
  return html`<div class="empty">
    <h3>No request has arrived yet</h3>
    <p>Send CloudWatch Logs subscriptions to <code>POST /ingest/subscription</code>, or start with <code>logtrail up --demo</code> to see a simulated fleet.</p>
  </div>`;
}

function reached(searched) {
  if (!searched || searched.complete || !searched.reachedAt) return 'What comes is shown by itself.';
  return `Searched back to ${searched.reachedAt.replace('T', ' ').replace(/\..*/, '')} UTC.`;
}

function lag(tail) {
  if (tail.state !== 'live') return 'The page is not connected at the moment.';
  return tail.lagS == null
    ? 'CloudWatch delivers lines some seconds after they were written.'
    : `Lines arrive ${tail.lagS < 1 ? 'less than a second' : `${Math.round(tail.lagS)} s`} after they were written.`;
}
