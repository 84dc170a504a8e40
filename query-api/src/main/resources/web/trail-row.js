// A trail in the list: its header in one line, and its detail when it is open.

import { html, nothing } from './lit.js';
import { badgesOf, dateOf, durationOf, isFailed, plural, timeOf } from './format.js';
import './trail-detail.js';

function figures(trail) {
  const r = trail.report;
  if (!r || r.durationMs == null) return trail.state === 'open' ? 'running' : '';
  return durationOf(r.durationMs) + (r.maxMemoryUsedMb == null ? '' : ` | ${r.maxMemoryUsedMb} MB`);
}

function when(trail, utc) {
  const at = trail.startedAt ?? trail.lastEventAt;
  if (!at) return html`<span class="when">no time</span>`;
  return html`<span class="when"><span class="date">${dateOf(at, utc)}</span> ${timeOf(at, utc)}</span>`;
}

/** `view`: {timeMode, platform, showFunction, marked}. */
export function trailRow(trail, key, isOpen, view, onToggle) {
  const id = `trail-${key}`;
  return html`<article class="trail ${isOpen ? 'is-open' : ''} ${isFailed(trail) ? 'is-failed' : ''}">
    <h3>
      <button
        class="row ${view.showFunction ? 'with-fn' : ''}"
        data-key=${key}
        aria-expanded=${isOpen}
        aria-controls=${isOpen ? id : nothing}
        @click=${() => onToggle(key)}
      >
        ${when(trail, view.timeMode === 'utc')}
        <span class="sub">
          <span class="id">${trail.requestId}</span>
          ${view.showFunction ? html`<span class="fn">${trail.functionName}</span>` : nothing}
          <span class="lines">${plural(trail.entryCount, 'line')}</span>
        </span>
        <span class="badges">
          <span class="badge ${trail.invoke ? 'test' : 'prod'}">${trail.invoke ? 'TEST' : 'PROD'}</span>
          ${badgesOf(trail).map(([word, kind]) => html`<span class="badge ${kind}">${word}</span>`)}
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
