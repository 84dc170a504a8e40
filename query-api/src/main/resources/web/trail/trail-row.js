// A trail in the list: one line, and below it the detail when it is open.

import { dateOf, durationOf, plural, timeOf } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';
import { badgesOf, isFailed } from './outcome.js';
import './trail-detail.js';

function figures(trail) {
  const r = trail.report;
  if (!r || r.durationMs == null) return trail.state === 'open' ? 'running' : '';
  return durationOf(r.durationMs) + (r.maxMemoryUsedMb == null ? '' : ` | ${r.maxMemoryUsedMb} MB`);
}

function startView(trail, utc) {
  const at = trail.startedAt ?? trail.lastEventAt;
  if (!at) return html`<span class="when">no time</span>`;
  return html`<span class="when"><span class="date">${dateOf(at, utc)}</span> ${timeOf(at, utc)}</span>`;
}

/** `view`: {timeMode, platform, showFunction, marked}; `onToggle(key)` opens or closes it. */
export function trailRow(trail, key, isOpen, view, onToggle) {
  const id = `trail-${trail.trailId}`; // The key holds what an id may not.
  return html`<article class="trail ${isOpen ? 'is-open' : ''} ${isFailed(trail) ? 'is-failed' : ''}">
    <h3>
      <button
        class="row ${view.showFunction ? 'with-fn' : ''}"
        data-key=${key}
        aria-expanded=${isOpen}
        aria-controls=${isOpen ? id : nothing}
        @click=${() => onToggle(key)}
      >
        ${startView(trail, view.timeMode === 'utc')}
        <span class="sub">
          <span class="id" title=${visible(trail.requestId)}>${visible(trail.requestId)}</span>
          ${view.showFunction ? html`<span class="fn" title=${visible(trail.functionName)}>${visible(trail.functionName)}</span>` : nothing}
          <span class="lines">${plural(trail.entryCount, 'line')}</span>
        </span>
        <span class="badges">
          <span class="badge ${trail.invoke ? 'test' : 'prod'}">${trail.invoke ? 'TEST' : 'PROD'}</span>
          ${badgesOf(trail).map(([text, kind]) => html`<span class="badge ${kind}">${text}</span>`)}
        </span>
        <span class="figures">${figures(trail)}</span>
      </button>
    </h3>
    ${isOpen
      ? html`<trail-detail
          id=${id}
          .trail=${trail}
          .timeMode=${view.timeMode}
          .platform=${view.platform}
          .marked=${view.marked}
        ></trail-detail>`
      : nothing}
  </article>`;
}
