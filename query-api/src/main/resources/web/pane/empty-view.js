// What stands in place of the list while it is empty: why, and what to do.

import { html, nothing } from '../lib/lit.js';

/**
 * `state`: {loading, problem, requestId, fn, q, search, filter, loaded, tail}; `loaded`: trails loaded, none of
 * which the filter lets through. `onOlder`: null if nothing older is stored.
 */
export function emptyView(state, { onRetry, onClearFilter, onEndSearch, onOlder }) {
  const endSearch = state.q ? html`<button @click=${onEndSearch}>Show everything</button>` : nothing;
  if (state.problem) {
    return html`<div class="empty" role="alert">
      <h3>It could not be loaded</h3>
      <p>${state.problem}</p>
      <button @click=${onRetry}>Try again</button> ${endSearch}
    </div>`;
  }
  if (state.loading) return html`<div class="empty"><p>${state.q ? 'Searching…' : 'Loading…'}</p></div>`;
  if (state.loaded > 0) {
    return html`<div class="empty">
      <h3>None of the ${state.loaded} loaded requests matches <code>${state.filter}</code></h3>
      <p>
        <button @click=${onClearFilter}>Clear the filter</button>
        ${onOlder ? html`<button @click=${onOlder}>View older</button>` : nothing}
      </p>
    </div>`;
  }
  if (state.q) {
    return html`<div class="empty">
      <h3>Nothing ${state.fn ? html`of <code>${state.fn}</code>` : 'stored'} matches <code>${state.q}</code> ${
        onOlder ? 'so far' : 'yet'
      }</h3>
      <p>${searchProgress(state.search)} A word is a whole word; "in quotes" it may be a part of one.</p>
      <p>
        ${onOlder ? html`<button @click=${onOlder}>Search on</button>` : nothing} ${endSearch}
      </p>
    </div>`;
  }
  if (state.requestId) {
    return html`<div class="empty">
      <h3>Nothing of request <code>${state.requestId}</code> has arrived</h3>
      <p>${lagText(state.tail)} This page shows it as soon as its first line is here.</p>
      <p>If it never comes: its log group is not subscribed, or its retention is over.</p>
    </div>`;
  }
  if (state.fn) {
    return html`<div class="empty">
      <h3>No request of <code>${state.fn}</code> is stored</h3>
      <p>${lagText(state.tail)} New ones appear here by themselves. If it does run: its log group is not subscribed.</p>
    </div>`;
  }
  return html`<div class="empty">
    <h3>No request has arrived yet</h3>
    <p>Send CloudWatch Logs subscriptions to <code>POST /ingest/subscription</code>, or start with <code>logtrail up --demo</code> to see a simulated fleet.</p>
  </div>`;
}

/** `search`: the API's Search object; null if not known. */
function searchProgress(search) {
  if (!search || search.complete || !search.reachedAt) return 'What comes is shown by itself.';
  return `Searched back to ${search.reachedAt.replace('T', ' ').replace(/\..*/, '')} UTC.`;
}

function lagText(tail) {
  if (tail.state !== 'live') return 'The page is not connected at the moment.';
  return tail.lagS == null
    ? 'CloudWatch delivers lines some seconds after they were written.'
    : `Lines arrive ${tail.lagS < 1 ? 'less than a second' : `${Math.round(tail.lagS)} s`} after they were written.`;
}
