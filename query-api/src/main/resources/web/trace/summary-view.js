// A trace in one line: when it was, how long it took, how many requests of how many functions, how many of them failed, what they cost.

import { dateOf, plural, timeOf } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { isFailed } from '../trail/outcome.js';
import { money } from '../stats/format.js';
import { requestsOf, roundDurationOf, wholeSpanOf } from './spans.js';

/** `found`: {trails, truncated}. */
export function summaryView({ trails, truncated }) {
  const requests = requestsOf(trails);
  const span = wholeSpanOf(requests);
  const failed = requests.filter(isFailed).length;
  const running = requests.filter((t) => t.state === 'open').length;
  const functions = new Set(requests.map((t) => t.functionName)).size;
  const usd = requests.reduce((sum, t) => sum + Number(t.cost?.usd ?? 0), 0);
  const iso = span && new Date(span.from).toISOString();
  const parts = [
    `${plural(requests.length, 'request')} of ${plural(functions, 'function')}`,
    span && roundDurationOf(span.to - span.from),
    span && `from ${dateOf(iso)} ${timeOf(iso)}`,
    running ? `${running} running` : null,
    usd ? `about ${money(usd)}` : null,
    truncated ? 'there are more, which are not shown' : null,
  ];
  return html`<p class="summary">
    ${failed ? html`<b class="failed">${failed} failed</b> · ` : nothing}${parts.filter(Boolean).join(' · ')}
  </p>`;
}
