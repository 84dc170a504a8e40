// The four charts of the time range: requests, durations, cold starts, cost.

import { html } from '../lib/lit.js';
import { chart } from './chart.js';
import { count, milliseconds, money } from './format.js';
import { requestsPage, slowerThan } from './links.js';

// Outcomes from the bottom of a bar up: [name, label].
const OUTCOMES = [
  ['success', 'success'],
  ['running', 'running'],
  ['unknown', 'unknown'],
  ['error', 'error'],
  ['timeout', 'timeout'],
  ['out_of_memory', 'out of memory'],
  ['crash', 'crash'],
  ['init_error', 'init error'],
];

/** `stats`: the answer of /api/v1/stats, of one function or all (null). A step leads to its requests. */
export function chartsView(stats, fn) {
  const iso = (ms) => new Date(ms).toISOString();
  const hrefOf = (filterOf) => (p) =>
    requestsPage({ fn, from: iso(p.ms), to: iso(p.ms + stats.stepMs), filter: filterOf?.(p) ?? null });
  const present = OUTCOMES.filter(([name]) => name === 'success' || stats.totals.outcomes[name]);
  const shared = {
    points: stats.series.map((p) => ({ ...p, ms: Date.parse(p.at) })),
    from: Date.parse(stats.from),
    to: Date.parse(stats.to),
    stepMs: stats.stepMs,
  };
  return html`<section class="charts">
    ${chart({
      ...shared,
      title: 'Requests',
      format: count,
      isCount: true,
      href: hrefOf(),
      series: present.map(([name, label]) => ({ label, kind: `outcome-${name}`, of: (p) => p.outcomes[name] ?? 0 })),
    })}
    ${chart({
      ...shared,
      title: 'Duration',
      format: milliseconds,
      lines: true,
      href: hrefOf((p) => slowerThan(p.durationMs.p95)),
      series: [
        { label: 'p99', kind: 'p99', of: (p) => p.durationMs.p99 },
        { label: 'p95', kind: 'p95', of: (p) => p.durationMs.p95 },
        { label: 'p50', kind: 'p50', of: (p) => p.durationMs.p50 },
      ],
    })}
    ${chart({
      ...shared,
      title: 'Cold starts',
      format: count,
      isCount: true,
      href: hrefOf(() => 'cold'),
      series: [{ label: 'cold', kind: 'cold', of: (p) => p.coldStarts }],
    })}
    ${chart({
      ...shared,
      title: 'Cost, estimated',
      format: money,
      href: hrefOf(),
      series: [{ label: 'US dollars', kind: 'cost', of: (p) => (p.cost ? Number(p.cost.usd) : null) }],
    })}
  </section>`;
}
