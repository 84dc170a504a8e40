// Two versions of a function side by side, <version-table>; their figures lead to their requests. `at`: as requestsPage takes it.

import { LitElement, html, nothing } from '../lib/lit.js';
import { changeView } from './change-view.js';
import { count, milliseconds, money, percent, share } from './format.js';
import { requestsPage, slowerThan } from './links.js';

const perThousand = (t) => (t.cost && t.requests ? (Number(t.cost.usd) * 1_000) / t.requests : null);

// Each: name, value, text, whether more is worse, and the filter of the requests that it tells of.
const FIGURES = [
  ['Requests', (t) => t.requests, count, false, () => ''],
  ['Failed', (t) => (t.requests ? t.failed / t.requests : null), (v, t) => share(t.failed, t.requests), true, (t) => (t.failed ? 'err' : null)],
  ['Cold starts', (t) => t.coldStartShare, percent, true, (t) => (t.coldStartShare ? 'cold' : null)],
  ['p50', (t) => t.durationMs.p50, milliseconds, true, (t) => slowerThan(t.durationMs.p50)],
  ['p95', (t) => t.durationMs.p95, milliseconds, true, (t) => slowerThan(t.durationMs.p95)],
  ['p99', (t) => t.durationMs.p99, milliseconds, true, (t) => slowerThan(t.durationMs.p99)],
  ['Peak memory, MB', (t) => t.maxMemoryUsedMb, count, true],
  ['Size, MB', (t) => t.memorySizeMb, count, false],
  ['$ / 1,000 requests', perThousand, money, true],
];

const nameOf = (g) => g.version ?? 'not known';

class VersionTable extends LitElement {
  static properties = { groups: { attribute: false }, at: { attribute: false }, first: { state: true }, second: { state: true } };

  createRenderRoot() {
    return this; // No shadow root: the page's style sheets apply.
  }

  render() {
    const groups = [...this.groups].sort((a, b) => nameOf(b).localeCompare(nameOf(a), 'en', { numeric: true }));
    if (groups.length < 2) return nothing;
    const find = (name, otherwise) => groups.find((g) => nameOf(g) === name) ?? otherwise;
    const now = find(this.second, groups[0]);
    const before = find(this.first, groups.find((g) => g !== now));
    const select = (label, chosen, onChoose) =>
      html`<select aria-label=${label} @change=${(e) => onChoose(e.target.value)}>
        ${groups.map((g) => html`<option value=${nameOf(g)} ?selected=${g === chosen}>${nameOf(g)}</option>`)}
      </select>`;
    const figure = (group, text, filter) =>
      filter == null || group.version == null
        ? text
        : html`<a href=${requestsPage({ ...this.at, version: group.version, filter })} title="Show these requests">${text}</a>`;
    return html`<section class="table versions" aria-labelledby="versions-title">
      <div class="table-head"><h2 id="versions-title">Versions</h2></div>
      <table>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col">${select('Version before', before, (v) => (this.first = v))}</th>
            <th scope="col">${select('Version now', now, (v) => (this.second = v))}</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          ${FIGURES.map(
            ([name, of, format, isBad, filterOf]) => html`<tr>
              <th scope="row">${name}</th>
              <td>${figure(before, format(of(before.totals), before.totals), filterOf?.(before.totals))}</td>
              <td>${figure(now, format(of(now.totals), now.totals), filterOf?.(now.totals))}</td>
              <td>${changeView(of(now.totals), of(before.totals), isBad)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </section>`;
  }
}

customElements.define('version-table', VersionTable);
