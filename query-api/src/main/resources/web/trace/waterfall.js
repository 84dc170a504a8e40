// Requests as bars over one axis of time. A bar's light part is the time between two lines of its request.

import { pathOf } from '../lib/api.js';
import { durationOf } from '../lib/format.js';
import { html, nothing, svg } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';
import { valueTicks } from '../lib/ticks.js';
import { gapsView } from '../trail/gaps-view.js';
import { badgesOf, isFailed } from '../trail/outcome.js';

const MAX_TICKS = 200; // Lines of a request that are drawn.

/** When a request ran, {from, to} in epoch ms; null if no time of it is known. */
function spanOf(t) {
  const from = Date.parse(t.startedAt ?? t.lastEventAt ?? '');
  if (Number.isNaN(from)) return null;
  const ms = t.report?.durationMs;
  const end = Date.parse(t.endedAt ?? t.lastEventAt ?? '');
  return { from, to: Math.max(from, ms != null ? from + ms : end || from) };
}

/** A round duration, without needless digits: 50 ms, 1.5 s, 2 min. */
function roundDurationOf(ms) {
  if (ms < 1_000) return `${+ms.toPrecision(6)} ms`;
  return ms < 120_000 ? `${+(ms / 1_000).toPrecision(6)} s` : `${+(ms / 60_000).toFixed(1)} min`;
}

function axisView(from, to) {
  const whole = Math.max(1, to - from);
  const marks = valueTicks(whole, 5);
  const anchor = (ms) => (ms === 0 ? 'start' : ms > whole * 0.95 ? 'end' : 'middle');
  return html`<div class="axis" aria-hidden="true">
    <svg width="100%" height="16">
      ${marks.map(
        (m) => svg`<text x="${(100 * m) / whole}%" y="12" text-anchor=${anchor(m)}>${roundDurationOf(m)}</text>`,
      )}
    </svg>
  </div>`;
}

function barView(t, span, from, to) {
  const whole = Math.max(1, to - from);
  const at = (ms) => `${(100 * (ms - from)) / whole}%`;
  const width = (ms) => `${Math.max(0.25, (100 * ms) / whole)}%`;
  const init = t.report?.initDurationMs ?? t.report?.restoreDurationMs;
  const ticks = (t.entries ?? [])
    .filter((e) => e.timestamp)
    .slice(0, MAX_TICKS)
    .map((e) => [Date.parse(e.timestamp), e.level]);
  return html`<svg class="bar-of" width="100%" height="20" aria-hidden="true">
    ${init ? svg`<rect class="init" x=${at(Math.max(from, span.from - init))} y="6" width=${width(Math.min(init, span.from - from))} height="8"></rect>` : nothing}
    <rect class="run ${isFailed(t) ? 'failed' : t.state === 'open' ? 'open' : ''}" x=${at(span.from)} y="3" width=${width(span.to - span.from)} height="14" rx="2"></rect>
    ${ticks.map(([ms, level]) => svg`<rect class="tick ${level?.toLowerCase() ?? ''}" x=${at(ms)} y="3" width="1.5" height="14"></rect>`)}
  </svg>`;
}

function rowView(t, from, to, isOpen, onToggle) {
  const span = spanOf(t);
  const ms = t.report?.durationMs;
  const id = t.requestId;
  return html`<li class="request ${isFailed(t) ? 'is-failed' : ''}">
    <div class="request-row">
      <span class="what">
        <button class="open" aria-expanded=${isOpen} aria-label="Time between the lines of ${visible(id)}" @click=${() => onToggle(t)}>${isOpen ? '▾' : '▸'}</button>
        <a class="fn" href="/?function=${encodeURIComponent(t.functionName)}">${visible(t.functionName)}</a>
        <a class="id" href="/r/${pathOf(id)}" title=${visible(id)}>${visible(id).slice(0, 8)}</a>
        ${badgesOf(t).map(([text, kind]) => html`<span class="badge ${kind}">${text}</span>`)}
      </span>
      <span class="took">${span ? `+${durationOf(span.from - from)}` : 'no time'} · ${ms == null ? (t.state === 'open' ? 'running' : '–') : durationOf(ms)}</span>
      ${span ? barView(t, span, from, to) : nothing}
    </div>
    ${isOpen ? gapsView(t) : nothing}
  </li>`;
}

/** `trails`: with entries; `openIds`: of rows whose gaps are shown. */
export function waterfall(trails, openIds, onToggle) {
  const requests = trails.filter((t) => t.requestId != null);
  const spans = requests.map(spanOf).filter(Boolean);
  const inits = requests.map((t) => {
    const s = spanOf(t);
    return s ? s.from - (t.report?.initDurationMs ?? 0) : Infinity;
  });
  const from = Math.min(...inits);
  const to = Math.max(...spans.map((s) => s.to));
  const sorted = [...requests].sort((a, b) => (spanOf(a)?.from ?? Infinity) - (spanOf(b)?.from ?? Infinity));
  return html`${axisView(from, to)}
    <ol class="waterfall" aria-label="Requests in the order in which they started">
      ${sorted.map((t) => rowView(t, from, to, openIds.has(t.trailId), onToggle))}
    </ol>`;
}
