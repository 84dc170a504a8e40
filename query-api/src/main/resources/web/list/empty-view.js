// What stands in place of the list while it is empty: why, and what to do.

import { html, nothing } from '../lib/lit.js';
import { pathOf } from '../lib/api.js';
import { nearest } from '../lib/nearest.js';
import { visible } from '../lib/shown-text.js';
import { troubleOf } from '../feeds/feeds-view.js';

/** Functions offered for a word at most. */
const NAMED = 3;

/**
 * `state`: {loading, problem, isUnread, requestId, fn, sought, isLimited, search, tail}; `isUnread`: whether the pattern is none; `sought`: filter and pattern as text; `hasWords`: whether it has a pattern; `name`: it, if it is one word alone;
 * `functions`: those that are known; `isLimited`: whether to a range of time; `feeds`: as the status lists them, if it is known. `onOlder`: null if nothing older is stored.
 */
export function emptyView(state, { onRetry, onEndSearch, onAnyTime, onOlder, onFunction, onNamedFunction }) {
  const ways = html`<p>
    ${onOlder ? html`<button @click=${onOlder}>Search on</button>` : nothing}
    ${state.isLimited ? html`<button @click=${onAnyTime}>At any time</button>` : nothing}
    ${state.sought ? html`<button @click=${onEndSearch}>Show everything</button>` : nothing}
  </p>`;
  if (state.isUnread) {
    return html`<div class="empty">
      <h2>Nothing was searched</h2>
      <p>Beneath the filter stands where it cannot be read.</p>
      ${ways}
    </div>`;
  }
  if (state.problem) {
    return html`<div class="empty" role="alert">
      <h2>It could not be loaded</h2>
      <p>${state.problem}</p>
      <p><button @click=${onRetry}>Try again</button></p>
      ${ways}
    </div>`;
  }
  if (state.loading) return html`<div class="empty"><p>${state.sought ? 'Searching…' : 'Loading…'}</p></div>`;
  if (state.sought || (state.isLimited && !state.requestId)) {
    const of = state.fn ? html`of <code>${state.fn}</code>` : 'stored';
    return html`<div class="empty">
      <h2>${
        state.sought ? html`Nothing ${of} matches <code>${state.sought}</code>` : html`Nothing ${of} started`
      } ${state.isLimited ? 'in this time' : ''} ${onOlder ? 'so far' : 'yet'}</h2>
      <p>${searchProgress(state.search)} ${state.hasWords ? 'A word is a whole word; "in quotes" it may be a part of one.' : ''}</p>
      ${state.name && !onOlder ? namedView(state, onNamedFunction) : nothing} ${ways}
    </div>`;
  }
  if (state.requestId) {
    return html`<div class="empty">
      <h2>Nothing of request <code>${state.requestId}</code> has arrived</h2>
      <p>${lagText(state.tail)} This page shows it as soon as its first line is here.</p>
      <p>If it never comes: its log group is not subscribed, or its retention is over.</p>
    </div>`;
  }
  if (state.fn) {
    const near = nearest(state.fn, state.functions.map((f) => f.functionName));
    return html`<div class="empty">
      <h2>No request of <code>${visible(state.fn)}</code> is stored</h2>
      ${near ? html`<p>Did you mean <button class="near" @click=${() => onFunction(near)}>${visible(near)}</button>?</p>` : nothing}
      <p>${lagText(state.tail)} New ones appear here by themselves. If it does run: its log group is not subscribed.</p>
    </div>`;
  }
  if (state.feeds?.length) {
    return html`<div class="empty">
      <h2>No request has arrived yet</h2>
      ${state.feeds.map((feed) => html`<p><code>${visible(feed.name)}</code>: ${stateOf(feed)}</p>`)}
      <p>Requests appear here by themselves. <code>logtrail aws check</code> with the same flags tries each permission.</p>
    </div>`;
  }
  return html`<div class="empty">
    <h2>No request has arrived yet</h2>
    <p>Read log groups with <code>logtrail up --log-group '/aws/lambda/*'</code>, send CloudWatch Logs subscriptions to <code>POST /ingest/subscription</code>, or start with <code>logtrail up --demo</code> to see a simulated fleet.</p>
  </div>`;
}

/** A word that no line has may be a name: that of a function, or an id, which need not look like one. */
function namedView({ name, functions }, onNamedFunction) {
  const part = name.toLowerCase();
  const names = new Set(functions.map((f) => f.functionName).filter((n) => n.toLowerCase().includes(part)));
  // The name itself first, then those nearest to it in length.
  const likely = [...names].sort((a, b) => a.length - b.length).slice(0, NAMED);
  return html`<p class="named">
    Is it a name? ${likely.map((fn) => html`<button class="near" @click=${() => onNamedFunction(fn)}>Function ${visible(fn)}</button> · `)}<a href="/r/${pathOf(name)}">Open request ${visible(name)}</a> · <a href="/x/${pathOf(name)}">Open execution ${visible(name)}</a>
  </p>`;
}

function stateOf(feed) {
  if (feed.endedAt) return 'read to its end, and no request was in it.';
  const trouble = troubleOf(feed);
  if (!trouble) return 'connected, and nothing has been read from it yet.';
  return feed.connectedSince || !feed.lastError ? trouble : `${trouble}. ${visible(feed.lastError)}`;
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
