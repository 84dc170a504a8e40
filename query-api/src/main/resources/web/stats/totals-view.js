// The totals of the time range: a tile for each figure, and a table by function.

import { html } from '../lib/lit.js';
import { count, milliseconds, money, percent, share } from './format.js';

function tile(name, value, more, kind = '') {
  return html`<div class="tile"><dt>${name}</dt><dd class=${kind}>${value}</dd><dd class="more">${more}</dd></div>`;
}

/** `t`: the totals of /api/v1/stats. */
export function tilesView(t) {
  const unpriced = t.unpricedRequests ? `${count(t.unpricedRequests)} requests without a price` : 'an estimate';
  return html`<dl class="tiles">
    ${tile('Requests', count(t.requests), t.outcomes.running ? `${count(t.outcomes.running)} running` : 'all ended')}
    ${tile('Failed', count(t.failed), share(t.failed, t.requests), t.failed ? 'failed' : '')}
    ${tile('Duration p95', milliseconds(t.durationMs.p95), `p50 ${milliseconds(t.durationMs.p50)}, max ${milliseconds(t.durationMs.max)}`)}
    ${tile('Cold starts', count(t.coldStarts), percent(t.coldStartShare))}
    ${tile('Cost', money(t.cost?.usd), unpriced)}
  </dl>`;
}

function functionRow(g, onChoose) {
  const t = g.totals;
  return html`<tr>
    <th scope="row">
      <button class="name" title="${g.function} in ${g.region}, ${g.account}" @click=${() => onChoose(g.function)}>${g.function}</button>
    </th>
    <td>${count(t.requests)}</td>
    <td class=${t.failed ? 'failed' : ''}>${t.failed ? count(t.failed) : ''}</td>
    <td>${t.coldStarts ? percent(t.coldStartShare) : ''}</td>
    <td>${milliseconds(t.durationMs.p50)}</td>
    <td>${milliseconds(t.durationMs.p95)}</td>
    <td>${milliseconds(t.durationMs.p99)}</td>
    <td>${t.maxMemoryUsedMb == null ? '–' : `${t.maxMemoryUsedMb} / ${t.memorySizeMb ?? '–'}`}</td>
    <td>${count(t.gbSeconds)}</td>
    <td>${money(t.cost?.usd)}</td>
  </tr>`;
}

/** The table, the function with most requests first; `onChoose(name)` when one is clicked. */
export function tableView(groups, onChoose) {
  const byRequests = [...groups].sort((a, b) => b.totals.requests - a.totals.requests);
  return html`<div class="table"><table>
    <thead>
      <tr>
        <th scope="col">Function</th>
        <th scope="col">Requests</th>
        <th scope="col">Failed</th>
        <th scope="col">Cold</th>
        <th scope="col">p50</th>
        <th scope="col">p95</th>
        <th scope="col">p99</th>
        <th scope="col" title="peak of an environment, of the configured size">Peak / MB</th>
        <th scope="col">GB-s</th>
        <th scope="col">Cost</th>
      </tr>
    </thead>
    <tbody>${byRequests.map((g) => functionRow(g, onChoose))}</tbody>
  </table></div>`;
}
