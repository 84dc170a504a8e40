// Why there is nothing to see.

import { html, nothing } from './lit.js';

/** `why`: {loading, problem, requestId, fn, filter, loaded, tail, functions}; actions as callbacks. */
export function emptyView(why, { onRetry, onClear, onOlder }) {
  if (why.problem) {
    return html`<div class="empty" role="alert">
      <h3>It could not be loaded</h3>
      <p>${why.problem}</p>
      <button @click=${onRetry}>Try again</button>
    </div>`;
  }
  if (why.loading) return html`<div class="empty"><p>Loading…</p></div>`;
  if (why.loaded > 0) {
    return html`<div class="empty">
      <h3>None of the ${why.loaded} loaded requests matches <code>${why.filter}</code></h3>
      <p>
        <button @click=${onClear}>Clear the filter</button>
        ${onOlder ? html`<button @click=${onOlder}>View older</button>` : nothing}
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

function lag(tail) {
  if (tail.state !== 'live') return 'The page is not connected at the moment.';
  return tail.lagS == null
    ? 'CloudWatch delivers lines some seconds after they were written.'
    : `Lines arrive ${tail.lagS < 1 ? 'less than a second' : `${Math.round(tail.lagS)} s`} after they were written.`;
}
