// Requests as bars over one axis of time. A bar's light part is the time between two lines of its request.

import { pathOf } from '../lib/api.js';
import { html, nothing, svg } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';
import { valueTicks } from '../lib/ticks.js';
import { gapsView } from '../trail/gaps-view.js';
import { badgesOf, isFailed } from '../trail/outcome.js';
import { requestsOf, roundDurationOf, spanOf, wholeSpanOf } from './spans.js';

const MAX_TICKS = 200; // Lines of a request that are drawn.
const CAUSE_CHARS = 300;

/** Round places on an axis of so many ms: of minutes where it is long. */
function marksOf(ms) {
  const unit = ms > 120_000 ? 60_000 : 1;
  return valueTicks(ms / unit, 5).map((n) => n * unit);
}

const placesOf = ({ from, to }) => {
  const whole = Math.max(1, to - from);
  return { at: (ms) => `${(100 * (ms - from)) / whole}%`, width: (ms) => `${Math.max(0.25, (100 * ms) / whole)}%`, marks: marksOf(whole) };
};

function headView(whole) {
  const { marks, at } = placesOf(whole);
  const length = whole.to - whole.from;
  const anchor = (ms) => (ms === 0 ? 'start' : ms > length * 0.95 ? 'end' : 'middle');
  return html`<div class="request-row axis" aria-hidden="true">
    <span>Request</span><span class="took">Starts at</span><span class="took">Takes</span>
    <svg width="100%" height="16">
      ${marks.map((m) => svg`<text x=${at(whole.from + m)} y="12" text-anchor=${anchor(m)}>${roundDurationOf(m)}</text>`)}
    </svg>
  </div>`;
}

function barView(t, span, whole) {
  const { at, width, marks } = placesOf(whole);
  const init = t.report?.initDurationMs ?? t.report?.restoreDurationMs;
  const ticks = (t.entries ?? [])
    .filter((e) => e.timestamp)
    .slice(0, MAX_TICKS)
    .map((e) => [Date.parse(e.timestamp), e.level]);
  const label = [
    `${visible(t.functionName)} ${visible(t.requestId)}`,
    init ? `init ${roundDurationOf(init)}` : null,
    `${new Date(span.from).toISOString()} for ${roundDurationOf(span.to - span.from)}`,
    'dark marks: its lines; red: errors',
  ];
  return html`<svg class="bar-of" width="100%" height="20" aria-hidden="true">
    <title>${label.filter(Boolean).join('\n')}</title>
    ${marks.map((m) => svg`<rect class="grid" x=${at(whole.from + m)} y="0" width="1" height="20"></rect>`)}
    ${init ? svg`<rect class="init" x=${at(Math.max(whole.from, span.from - init))} y="6" width=${width(Math.min(init, span.from - whole.from))} height="8"></rect>` : nothing}
    <rect class="run ${isFailed(t) ? 'failed' : t.state === 'open' ? 'open' : ''}" x=${at(span.from)} y="3" width=${width(span.to - span.from)} height="14" rx="2"></rect>
    ${ticks.map(([ms, level]) => svg`<rect class="tick ${level?.toLowerCase() ?? ''}" x=${at(ms)} y="3" width="1.5" height="14"></rect>`)}
  </svg>`;
}

/** The first line of what a request failed of, or of its last error; null if it has none. */
function causeOf(t) {
  const worst = (t.entries ?? []).findLast((e) => e.exception || e.level === 'ERROR' || e.level === 'FATAL');
  if (worst) return worst.message.split('\n', 1)[0].slice(0, CAUSE_CHARS);
  if (t.outcome !== 'timeout') return null;
  const told = t.entries?.findLast((e) => /Task timed out after/.test(e.message));
  return told ? told.message.slice(told.message.indexOf('Task timed out')).split('\n', 1)[0] : null;
}

function rowView(t, whole, isOpen, onToggle) {
  const span = spanOf(t);
  const ms = t.report?.durationMs;
  const id = t.requestId;
  const cause = causeOf(t);
  return html`<li class="request ${isFailed(t) ? 'is-failed' : ''}">
    <div class="request-row">
      <span class="what">
        <button class="open" aria-expanded=${isOpen} aria-label="Time between the lines of ${visible(id)}" @click=${() => onToggle(t)}>${isOpen ? '▾' : '▸'}</button>
        <a class="fn" href="/?function=${encodeURIComponent(t.functionName)}" title=${visible(t.functionName)}>${visible(t.functionName)}</a>
        <a class="id" href="/r/${pathOf(id)}" title=${visible(id)}>${visible(id).slice(0, 8)}</a>
        ${badgesOf(t).map(([text, kind]) => html`<span class="badge ${kind}">${text}</span>`)}
      </span>
      <span class="took starts">${span ? `+${roundDurationOf(span.from - whole.from)}` : 'no time'}</span>
      <span class="took">${ms == null ? (t.state === 'open' ? 'running' : '–') : roundDurationOf(ms)}</span>
      ${span ? barView(t, span, whole) : nothing}
    </div>
    ${cause ? html`<p class="cause" title=${visible(cause)}>${visible(cause)}</p>` : nothing}
    ${isOpen ? gapsView(t) : nothing}
  </li>`;
}

/** `trails`: with entries; `openIds`: of rows whose gaps are shown. */
export function waterfall(trails, openIds, onToggle) {
  const requests = requestsOf(trails);
  const whole = wholeSpanOf(requests) ?? { from: 0, to: 1 };
  const sorted = [...requests].sort((a, b) => (spanOf(a)?.from ?? Infinity) - (spanOf(b)?.from ?? Infinity));
  return html`${headView(whole)}
    <ol class="waterfall" aria-label="Requests in the order in which they started">
      ${sorted.map((t) => rowView(t, whole, openIds.has(t.trailId), onToggle))}
    </ol>`;
}
