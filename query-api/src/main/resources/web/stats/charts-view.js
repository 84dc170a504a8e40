// The four charts of the time range: requests, durations, cold starts, cost.

import { html } from '../lib/lit.js';
import { chart } from './chart.js';
import { count, milliseconds, money } from './format.js';

/** `stats`: the answer of /api/v1/stats. */
export function chartsView(stats) {
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
      series: [
        { label: 'failed', kind: 'failed', of: (p) => p.failed },
        { label: 'others', kind: 'plain', of: (p) => p.requests - p.failed },
      ],
    })}
    ${chart({
      ...shared,
      title: 'Duration',
      format: milliseconds,
      lines: true,
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
      series: [{ label: 'cold', kind: 'cold', of: (p) => p.coldStarts }],
    })}
    ${chart({
      ...shared,
      title: 'Cost, estimated',
      format: money,
      series: [{ label: 'US dollars', kind: 'cost', of: (p) => (p.cost ? Number(p.cost.usd) : null) }],
    })}
  </section>`;
}
