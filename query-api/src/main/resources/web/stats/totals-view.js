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
  const was = (of, format) => (before?.requests ? `, before ${format(of(before))}` : '');
  return html`<dl class="tiles">
    ${tile('Requests', count(t.requests), html`${t.outcomes.running ? `${count(t.outcomes.running)} running` : 'all ended'}${was((x) => x.requests, count)}`, {
      href: to(null),
      change: change((x) => x.requests, false),
    })}
    ${tile('Failed', count(t.failed), html`${share(t.failed, t.requests)}${was((x) => x.failed / x.requests, percent)}`, {
      kind: t.failed ? 'failed' : '',
      href: to('err'),
      change: change((x) => (x.requests ? x.failed / x.requests : null)),
    })}
    ${tile('Duration p95', milliseconds(t.durationMs.p95), html`p50 ${milliseconds(t.durationMs.p50)}, max <a href=${to(slowerThan(t.durationMs.max))} title="Show the slowest">${milliseconds(t.durationMs.max)}</a>${was((x) => x.durationMs.p95, milliseconds)}`, {
      href: to(slowerThan(t.durationMs.p95)),
      change: change((x) => x.durationMs.p95),
    })}
    ${tile('Cold starts', count(t.coldStarts), html`${percent(t.coldStartShare)}${was((x) => x.coldStartShare, percent)}`, {
      href: to('cold'),
      change: change((x) => x.coldStartShare),
    })}
    ${tile('Cost, estimated', money(t.cost?.usd), html`${costText(t, spanMs)}${was((x) => x.cost?.usd, money)}`, {
      href: t.cost ? to(null) : undefined,
      change: change((x) => x.cost?.usd),
    })}
    ${tile('Memory', t.maxMemoryUsedMb == null ? '–' : `${count(t.maxMemoryUsedMb)} MB`, `largest peak${t.memorySizeMb && at.fn ? ` of ${count(t.memorySizeMb)} MB` : ''}`, {
      kind: at.fn && t.maxMemoryUsedMb >= 0.9 * (t.memorySizeMb ?? Infinity) ? 'tight' : '',
    })}
  </dl>`;
}
