// One execution: how it went, its operations, and its requests with the time between them.

import { pathOf } from '../lib/api.js';
import { dateOf, durationOf, plural, timeOf } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';
import { badgesOf, isFailed } from '../trail/outcome.js';
import '../trail/trail-lines.js';

const KINDS = { durable: 'durable execution', step_functions: 'Step Functions execution' };
const FAILED = new Set(['FAILED', 'TIMED_OUT', 'STOPPED']);
const DAY_MS = 86_400_000;

/** 12.35 s, 5 min 3 s, 23 h, 1 d 55 min: from an hour on the two largest units that are not zero. */
function longDurationOf(ms) {
  if (ms < 60_000) return durationOf(ms);
  const minutes = Math.floor(ms / 60_000);
  if (ms < 3_600_000) return `${minutes} min ${Math.floor((ms % 60_000) / 1_000)} s`;
  const parts = [
    [Math.floor(ms / DAY_MS), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .slice(0, 2)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

const whenOf = (iso) => (iso ? `${dateOf(iso)} ${timeOf(iso)}` : 'at no known time');

function tookOf(x) {
  const ms = Date.parse(x.endedAt ?? '') - Date.parse(x.startedAt ?? '');
  return Number.isNaN(ms) ? null : longDurationOf(ms);
}

/** The function, or the state machine, that an ARN names. */
function ownerOf({ kind, arn }) {
  const parts = arn.split(':');
  return kind === 'durable' ? parts.slice(6).join(':').replace(/\/.*$/, '') : parts[6];
}

function titleView(x) {
  const { kind, name, arn } = x.execution;
  const status = x.status?.replaceAll('_', ' ').toLowerCase();
  const failed = x.requests.filter((r) => isFailed(r.trail)).length;
  const parts = [
    x.startedAt && `from ${whenOf(x.startedAt)}`,
    tookOf(x) && `for ${tookOf(x)}`,
    plural(x.requests.length, 'request'),
    x.waits ? `${plural(x.waits, kind === 'durable' ? 'suspension' : 'wait')}, ${longDurationOf(x.waitedMs)} in all` : null,
    x.replayed ? `${plural(x.replayed, 'replayed line')} folded` : null,
  ];
  return html`<h2>
      <span class="name">${visible(name)}</span>
      <span class="badge ${FAILED.has(x.status) ? 'failed' : status === 'running' ? 'open' : 'plain'}">${status ?? 'end not told'}</span>
    </h2>
    <p class="summary">${failed ? html`<b class="failed">${failed} failed</b> · ` : nothing}${KINDS[kind] ?? kind} of ${visible(ownerOf(x.execution))} · ${parts.filter(Boolean).join(' · ')}</p>
    <p class="arn"><code>${visible(arn)}</code></p>`;
}

function operationRow(o, numbers) {
  const retried = o.attempts > 1 ? `retried, attempt ${o.attempts}` : '';
  return html`<tr class=${o.state}>
    <th scope="row">${visible(o.operationName ?? o.operationId)}</th>
    <td>${o.state}</td>
    <td>${retried}</td>
    <td>${o.errorCount ? plural(o.errorCount, 'error') : ''}</td>
    <td>${o.requestIds.map((id) => html`<a href="#request-${numbers.get(id)}">#${numbers.get(id) ?? '?'}</a> `)}</td>
  </tr>`;
}

function operationsView(x) {
  if (x.operations.length === 0) return nothing;
  const numbers = new Map(x.requests.map((r, i) => [r.trail.requestId, i + 1]));
  return html`<table class="operations">
    <caption>Operations, as the lines of their logger tell</caption>
    <thead><tr><th scope="col">Operation</th><th scope="col">State</th><th scope="col">Attempts</th><th scope="col">Errors</th><th scope="col">In</th></tr></thead>
    <tbody>${x.operations.map((o) => operationRow(o, numbers))}</tbody>
  </table>`;
}

/** A durable execution is suspended between its requests; in other workflows something else ran. */
function waitView(ms, kind, until = '') {
  if (ms == null) return nothing;
  const what = kind === 'durable' ? 'suspended for' : 'no request for';
  return html`<li class="wait"><span>${what} ${longDurationOf(ms)}${until}</span></li>`;
}

function requestView(r, i, x, view) {
  const t = r.trail;
  const isOpen = !view.folded.has(t.trailId);
  const names = new Map(x.operations.map((o) => [o.operationId, o.operationName ?? o.operationId]));
  const ms = t.report?.durationMs;
  return html`${waitView(r.waitedMs, x.execution.kind)}
    <li class="step ${isFailed(t) ? 'is-failed' : ''}" id="request-${i + 1}">
      <div class="step-row">
        <button class="open" aria-expanded=${isOpen} aria-label="Lines of request ${i + 1}" @click=${() => view.onToggle(t)}>${isOpen ? '▾' : '▸'}</button>
        <span class="number">#${i + 1}</span>
        <a class="id" href="/r/${pathOf(t.requestId)}" title=${visible(t.requestId)}>${visible(t.requestId).slice(0, 8)}</a>
        ${x.execution.kind === 'durable' ? nothing : html`<a class="fn" href="/?function=${encodeURIComponent(t.functionName)}">${visible(t.functionName)}</a>`}
        <span class="when">${whenOf(t.startedAt)}</span>
        <span class="took">${ms == null ? (t.state === 'open' ? 'running' : '–') : durationOf(ms)}</span>
        ${badgesOf(t).map(([text, kind]) => html`<span class="badge ${kind}">${text}</span>`)}
        <span class="of">${r.operations.map((id) => visible(names.get(id) ?? id)).join(', ')}</span>
      </div>
      ${isOpen ? html`<trail-lines .trail=${t} timeMode="relative" .platform=${view.platform} @copy-text=${(e) => view.onCopy(e.detail)}></trail-lines>` : nothing}
      ${isOpen && r.replayed ? html`<p class="note">${plural(r.replayed, 'line')} of its replay ${r.replayed === 1 ? 'is' : 'are'} shown above, where first written</p>` : nothing}
    </li>`;
}

function endView(x) {
  if (!x.endedAt || !x.status) return nothing;
  const status = x.status.replaceAll('_', ' ');
  return html`${waitView(x.endWaitedMs, x.execution.kind, `, until it was ${status}`)}
    <li class="end ${FAILED.has(x.status) ? 'is-failed' : ''}">${status} at ${whenOf(x.endedAt)}</li>`;
}

/** `x`: as the API answers; `view`: {folded, platform, onToggle, onCopy}. */
export function executionView(x, view) {
  return html`<section class="execution" aria-label="Execution ${visible(x.execution.name)}">
    ${titleView(x)} ${operationsView(x)}
    <ol class="steps" aria-label="Requests in order">
      ${x.requests.map((r, i) => requestView(r, i, x, view))} ${endView(x)}
    </ol>
  </section>`;
}
