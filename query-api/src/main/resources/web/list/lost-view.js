// What is said while the server does not answer: over a list, that it may be stale; in place of one, that nothing was
// loaded or searched.

import { timeOf } from '../lib/format.js';
import { html } from '../lib/lit.js';

/** `lost`: {since, reason, nextTryAt}. */
function nextTry(lost) {
  const s = Math.ceil((lost.nextTryAt - Date.now()) / 1000);
  return s > 0 ? `Tries again in ${s} s.` : 'Trying again\u2026';
}

const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.');

/** Over a list that was loaded before. */
export function lostBanner(lost, onTryNow) {
  const since = timeOf(new Date(lost.since).toISOString(), false).slice(0, 8);
  return html`<div class="banner" role="status">
    <strong>Not connected since ${since}.</strong>
    <span>${sentence(lost.reason)} What is shown may have changed since. ${nextTry(lost)}</span>
    <button @click=${onTryNow}>Try now</button>
  </div>`;
}

/** In place of a list. `q`: what was to be searched for; null if nothing was. */
export function lostView(lost, q, onTryNow) {
  return html`<div class="empty" role="alert">
    <h2>${sentence(lost.reason)}</h2>
    <p>${q ? html`Nothing was searched for <code>${q}</code>.` : 'Nothing could be loaded.'} ${nextTry(lost)}</p>
    <button @click=${onTryNow}>Try now</button>
  </div>`;
}

/** Over a list, when the last thing that the person asked for failed. */
export function problemBanner(problem, onClose) {
  return html`<div class="banner" role="alert">
    <strong>It could not be loaded.</strong> <span>${problem}</span>
    <button @click=${onClose}>Close</button>
  </div>`;
}
