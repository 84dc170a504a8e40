// The report of a trail: its figures, and in what stream, version and runtime it ran.

import { pathOf } from '../lib/api.js';
import { durationOf } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';

/** The pane has no room for other pages: there they open in a tab of their own. */
const link = (href, text) => html`<a href=${href}>${visible(text)}</a>`;

function figures(t) {
  const r = t.report ?? {};
  const ms = (v) => (v == null ? null : durationOf(v));
  const memory =
    r.maxMemoryUsedMb == null ? r.memorySizeMb && `${r.memorySizeMb} MB` : `${r.maxMemoryUsedMb} of ${r.memorySizeMb ?? '?'} MB`;
  return [
    ['outcome', t.outcome.replaceAll('_', ' ')],
    ['duration', ms(r.durationMs)],
    ['billed', r.billedDurationMs == null ? null : `${r.billedDurationMs} ms`],
    ['memory', memory],
    ['init', ms(r.initDurationMs)],
    ['restore', ms(r.restoreDurationMs)],
    ['status', r.status],
    ['error type', r.errorType],
    ['cost', t.cost ? `$${t.cost.usd}` : null],
    ['closed by', t.closeReason?.replaceAll('_', ' ')],
    ['function', t.functionName && link(`/?function=${encodeURIComponent(t.functionName)}`, t.functionName)],
    ['version', t.functionVersion],
    ['runtime', t.runtimeVersion],
    ['trace', t.traceId && link(`/t/${encodeURIComponent(t.traceId)}`, t.traceId)],
    ['execution', t.execution && link(`/x/${pathOf(t.execution.name)}`, t.execution.name)],
    ['tenant', t.tenantId],
    ['stream', t.logStream],
    ['came by', t.sources.join(', ').replaceAll('_', ' ')],
  ].filter(([, value]) => value != null && value !== '');
}

/** A list of figures without those that are not known. */
export function reportView(trail) {
  return html`<dl class="report" aria-label="Report">
    ${figures(trail).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
    ${trail.report
      ? nothing
      : html`<div><dt>report</dt><dd>${trail.state === 'open' ? 'not written yet' : 'never came'}</dd></div>`}
  </dl>`;
}
