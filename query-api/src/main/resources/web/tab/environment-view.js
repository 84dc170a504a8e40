// What else ran in a trail's environment, <environment-view>: its neighbours in the log stream, and what was written there
// that belongs to no request: init, orphans, shutdown.

import { listTrails, pathOf } from '../lib/api.js';
import { durationOf, offsetOf, timeOf } from '../lib/format.js';
import { LitElement, html, nothing } from '../lib/lit.js';
import { shownText, visible } from '../lib/shown-text.js';
import { isFailed } from '../trail/outcome.js';

const NEIGHBOURS = 20; // Before and after.
const DAY_MS = 86_400_000;
const MAX_LINES = 200;

class EnvironmentView extends LitElement {
  static properties = { trail: { attribute: false }, timeMode: {}, found: { state: true }, problem: { state: true } };

  createRenderRoot() {
    return this; // No shadow root: the page's style sheets apply.
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    const { logStream, account, region, functionName, startedAt, lastEventAt } = this.trail;
    const at = startedAt ?? lastEventAt;
    if (!logStream || !at) {
      this.found = { requests: [], lines: [] };
      return;
    }
    const stream = { logStream, account, region, function: functionName };
    const ms = Date.parse(at);
    const iso = (offset) => new Date(ms + offset).toISOString();
    try {
      const [before, after, rest] = await Promise.all([
        listTrails({ ...stream, kind: 'request', from: iso(-DAY_MS), to: iso(1), limit: NEIGHBOURS + 1 }),
        listTrails({ ...stream, kind: 'request', from: iso(1), to: iso(DAY_MS), order: 'asc', limit: NEIGHBOURS }),
        listTrails({ ...stream, kind: 'environment', from: iso(-DAY_MS), to: iso(DAY_MS), entries: true, limit: 3 }),
      ]);
      this.found = {
        requests: [...before.trails.reverse(), ...after.trails],
        lines: rest.trails.flatMap((t) => t.entries).slice(0, MAX_LINES),
      };
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  render() {
    if (this.problem) return html`<p class="note" role="alert">${this.problem}</p>`;
    if (!this.found) return html`<p class="note">Loading…</p>`;
    const { requests, lines } = this.found;
    return html`<div class="environment">
      <p class="stream">log stream <code>${visible(this.trail.logStream) || 'not known'}</code>${this.trail.runtimeVersion
        ? html` · ${this.trail.runtimeVersion}`
        : nothing}</p>
      ${requests.length ? html`<ol aria-label="Requests of this environment">${requests.map((t) => this.neighbour(t))}</ol>` : nothing}
      ${lines.length
        ? html`<h4>Written outside of requests</h4>
            <ul aria-label="Lines of no request">${lines.map((e) => this.line(e))}</ul>`
        : html`<p class="note">Nothing was written here outside of requests.</p>`}
    </div>`;
  }

  time(iso) {
    if (!iso) return '';
    return this.timeMode === 'relative' && this.trail.startedAt ? offsetOf(iso, this.trail.startedAt) : timeOf(iso, this.timeMode === 'utc');
  }

  neighbour(t) {
    const own = t.trailId === this.trail.trailId;
    const ms = t.report?.durationMs;
    return html`<li class="${own ? 'own' : ''} ${isFailed(t) ? 'failed' : ''}">
      <span class="time">${this.time(t.startedAt)}</span>
      ${own
        ? html`<span class="id">${visible(t.requestId)}</span>`
        : html`<a class="id" href="/r/${pathOf(t.requestId)}">${visible(t.requestId)}</a>`}
      <span>${t.outcome.replaceAll('_', ' ')}</span><span>${ms == null ? '' : durationOf(ms)}</span>
      ${t.coldStart ? html`<span class="badge cold">cold</span>` : nothing}
      ${t.report?.initDurationMs != null ? html`<span>init ${durationOf(t.report.initDurationMs)}</span>` : nothing}
    </li>`;
  }

  line(e) {
    return html`<li><span class="time">${this.time(e.timestamp)}</span> <span class="text">${shownText(e.message.slice(0, 2_000))}</span></li>`;
  }
}

customElements.define('environment-view', EnvironmentView);
