// The functions with their figures of the last 24 hours, to choose one or all.

import { ageOf, plural, shortCount } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';

/** Functions of one name as one, as a choice of the name shows them; each with all of its places. */
function byName(functions) {
  const named = new Map();
  for (const f of functions) {
    const place = `${f.region}, ${f.account}`;
    const { places = [], ...known } = named.get(f.functionName) ?? {};
    const isLast = !(known.lastStartedAt > f.lastStartedAt);
    const sum = { errors: (known.errors ?? 0) + f.errors, requests: (known.requests ?? 0) + f.requests };
    named.set(f.functionName, { ...(isLast ? f : known), ...sum, places: [...places, place] });
  }
  return [...named.values()];
}

function functionRow(f, chosen, onChoose) {
  return html`<li>
    <button
      class="function"
      aria-current=${chosen === f.functionName ? 'true' : 'false'}
      @click=${() => onChoose(f.functionName)}
    >
      <span class="dot ${f.lastOutcome ?? ''}" title="last: ${f.lastOutcome ?? 'nothing'}"></span>
      <span class="name" title="${visible(f.functionName)} in ${f.places.join('; ')}">${visible(f.functionName)}</span>
      <span class="errors" title="${f.errors} failed in 24 h">${f.errors ? shortCount(f.errors) : ''}</span>
      <span class="count" title="${plural(f.requests, 'request')} in 24 h">${shortCount(f.requests)}</span>
      <span class="age" title="last request">${f.lastStartedAt ? ageOf(f.lastStartedAt) : ''}</span>
    </button>
  </li>`;
}

/** As a column. */
export function functionList(functions, chosen, onChoose) {
  const errors = functions.reduce((n, f) => n + f.errors, 0);
  const requests = functions.reduce((n, f) => n + f.requests, 0);
  return html`<nav class="functions" aria-label="Functions">
    <h2 class="function">
      <span class="name">Functions, 24 h</span>
      <span class="errors">failed</span>
      <span class="count">all</span>
      <span class="age">last</span>
    </h2>
    <ul>
      <li>
        <button class="function all" aria-current=${chosen ? 'false' : 'true'} @click=${() => onChoose(null)}>
          <span class="name">All functions</span>
          <span class="errors" title="${errors} failed in 24 h">${errors ? shortCount(errors) : ''}</span>
          <span class="count" title="${plural(requests, 'request')} in 24 h">${shortCount(requests)}</span>
          <span class="age"></span>
        </button>
      </li>
      ${byName(functions).map((f) => functionRow(f, chosen, onChoose))}
    </ul>
  </nav>`;
}

/** As a drop-down, for narrow windows and the embedded pane. */
export function functionSelect(functions, chosen, onChoose) {
  return html`<select
    class="function-select"
    aria-label="Function"
    @change=${(e) => onChoose(e.target.value || null)}
  >
    <option value="" ?selected=${!chosen}>All functions</option>
    ${chosen && !functions.some((f) => f.functionName === chosen)
      ? html`<option value=${chosen} selected>${visible(chosen)}</option>`
      : nothing}
    ${byName(functions).map(
      (f) =>
        html`<option value=${f.functionName} ?selected=${chosen === f.functionName}>${visible(f.functionName)}</option>`,
    )}
  </select>`;
}
