// The totals of the time range: a tile for each figure, which leads to its requests.

import { html, nothing } from '../lib/lit.js';
import { changeView } from './change-view.js';
import { count, milliseconds, money, percent, share } from './format.js';
import { requestsPage, slowerThan } from './links.js';

function tile(name, value, more, { kind = '', href, change = nothing } = {}) {
  const shown = href ? html`<a href=${href} title="Show these requests">${value}</a>` : value;
  return html`<div class="tile"><dt>${name}</dt><dd class=${kind}>${shown}${change === nothing ? nothing : html` ${change}`}</dd><dd class="more">${more}</dd></div>`;
}

const DAY_MS = 86_400_000;

function costText(t, spanMs) {
  if (!t.cost) return 'no prices known';
  const usd = Number(t.cost.usd);
  const parts = [`${money((usd * DAY_MS) / spanMs)} a day`, `${money((usd * 1_000) / t.requests)} per 1,000`];
  if (t.unpricedRequests) parts.push(`${count(t.unpricedRequests)} without a price`);
  return parts.join(', ');
}

/** `t`: the totals of /api/v1/stats; `before`: those of the range before, or null; `at`: {fn, from, to} of what is shown. */
export function tilesView(t, before, at, spanMs) {
  const to = (filter) => requestsPage({ ...at, filter });
  const change = (of, isBad) => (before ? changeView(of(t), of(before), isBad) : nothing);
  return html`<dl class="tiles">
    ${tile('Requests', count(t.requests), t.outcomes.running ? `${count(t.outcomes.running)} running` : 'all ended', {
      href: to(null),
      change: change((x) => x.requests, false),
    })}
    ${tile('Failed', count(t.failed), share(t.failed, t.requests), {
      kind: t.failed ? 'failed' : '',
      href: to('err'),
      change: change((x) => x.failed),
    })}
    ${tile('Duration p95', milliseconds(t.durationMs.p95), `p50 ${milliseconds(t.durationMs.p50)}, max ${milliseconds(t.durationMs.max)}`, {
      href: to(slowerThan(t.durationMs.p95)),
      change: change((x) => x.durationMs.p95),
    })}
    ${tile('Cold starts', count(t.coldStarts), percent(t.coldStartShare), {
      href: to('cold'),
      change: change((x) => x.coldStarts),
    })}
    ${tile('Cost, estimated', money(t.cost?.usd), costText(t, spanMs), { change: change((x) => x.cost?.usd) })}
  </dl>`;
}
