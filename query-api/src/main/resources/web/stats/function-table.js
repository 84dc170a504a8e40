// The table by function, <function-table>: sorted by any column both ways, searched by name; each figure leads to its requests.

import { LitElement, html, nothing } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';
import { placeOf, twinsOf } from '../lib/twins.js';
import { changeOf, changeView } from './change-view.js';
import { count, milliseconds, money, percent } from './format.js';
import { requestsPage, slowerThan } from './links.js';

const SHOWN_ROWS = 100;

const usd = (t) => (t.cost ? Number(t.cost.usd) : null);

/** By name: {text, of(totals): a number or null, title, isWorse: whether its growth is shown when ranges are compared}. */
const COLUMNS = {
  requests: { text: 'Requests', of: (t) => t.requests },
  failed: { text: 'Failed', of: (t) => t.failed },
  cold: { text: 'Cold', of: (t) => t.coldStartShare, title: 'cold starts among the requests of which it is known' },
  p50: { text: 'p50', of: (t) => t.durationMs.p50 },
  p95: { text: 'p95', of: (t) => t.durationMs.p95 },
  p99: { text: 'p99', of: (t) => t.durationMs.p99 },
  memory: { text: 'Peak / MB', of: (t) => (t.memorySizeMb ? t.maxMemoryUsedMb / t.memorySizeMb : null), title: 'peak of an environment, of the configured size' },
  thousand: { text: '$ / 1,000', of: (t) => (usd(t) == null || !t.requests ? null : (usd(t) * 1_000) / t.requests), title: 'cost of a thousand requests' },
  cost: { text: 'Cost', of: usd },
};
const CHANGES = {
  costChange: { text: 'Cost, more', title: 'cost against the range before', of: (t, b) => (usd(t) ?? 0) - (b ? (usd(b) ?? 0) : 0) },
  requestsChange: { text: 'Requests, change', title: 'requests against the range before', of: (t, b) => changeOf(t.requests, b?.requests ?? 0) },
};

/** Whether a column is sorted from its least value on at first. */
export const isAscending = (sort) => sort === 'name';

const nameOf = (g) => g.function;
const keyOf = (g) => JSON.stringify([g.account, g.region, g.function]);

class FunctionTable extends LitElement {
  static properties = {
    groups: { attribute: false }, // Those of /api/v1/stats,
    before: { attribute: false }, // and those of the range before, or null.
    at: { attribute: false }, // {from, to} of what is shown.
    sort: {}, // Name of a column.
    ascending: { type: Boolean },
    sought: { state: true },
    isAll: { state: true },
  };

  constructor() {
    super();
    this.sought = '';
  }

  createRenderRoot() {
    return this; // No shadow root: the page's style sheets apply.
  }

  get columns() {
    return this.before ? { ...COLUMNS, ...CHANGES } : COLUMNS;
  }

  willUpdate(changed) {
    if (changed.has('groups')) this.twins = twinsOf(this.groups, nameOf);
  }

  rows() {
    const before = new Map((this.before ?? []).map((g) => [keyOf(g), g.totals]));
    const words = this.sought.toLowerCase().split(/\s+/).filter(Boolean);
    const rows = this.groups
      .filter((g) => words.every((w) => (g.function ?? '').toLowerCase().includes(w)))
      .map((g) => ({ ...g, before: before.get(keyOf(g)) ?? null }));
    const sign = this.ascending ? 1 : -1;
    if (this.sorted === 'name') return rows.sort((a, b) => sign * (a.function ?? '').localeCompare(b.function ?? ''));
    const { of } = this.columns[this.sorted];
    const last = sign * Infinity; // What is not known stands last in both directions.
    const value = (g) => of(g.totals, g.before) ?? last;
    return rows.map((g) => [value(g), g]).sort(([a], [b]) => (a === b ? 0 : sign * (a - b))).map(([, g]) => g);
  }

  /** The column that it is sorted by. */
  get sorted() {
    return this.sort === 'name' || this.sort in this.columns ? this.sort : 'requests';
  }

  render() {
    const rows = this.rows();
    const shown = this.isAll ? rows : rows.slice(0, SHOWN_ROWS);
    return html`<section class="table" aria-labelledby="functions-title">
      <div class="table-head">
        <h2 id="functions-title">Functions</h2>
        ${this.groups.length > 8
          ? html`<input
              type="search"
              aria-label="Search functions"
              placeholder="Search ${count(this.groups.length)} functions"
              .value=${this.sought}
              @input=${(e) => (this.sought = e.target.value)}
            >`
          : nothing}
      </div>
      <div class="scroll" tabindex="0" role="region" aria-label="Figures by function">
        <table>
          <thead>
            <tr>${this.head('name', { text: 'Function' })}${Object.entries(this.columns).map(([name, c]) => this.head(name, c))}</tr>
          </thead>
          <tbody>${shown.map((g) => this.row(g))}</tbody>
        </table>
      </div>
      ${rows.length ? nothing : html`<p class="none">No function is called like that.</p>`}
      ${rows.length > shown.length
        ? html`<button class="all-rows" @click=${() => (this.isAll = true)}>Show ${count(rows.length - shown.length)} more</button>`
        : nothing}
    </section>`;
  }

  head(name, { text, title }) {
    const isSorted = this.sorted === name;
    const order = this.ascending ? 'ascending' : 'descending';
    const next = { sort: name, ascending: isSorted ? !this.ascending : isAscending(name) };
    return html`<th scope="col" aria-sort=${isSorted ? order : 'none'}>
      <button class="sort" title=${title ?? `Sort by ${text}`} @click=${() => this.tell('sort', next)}>
        ${text}<span aria-hidden="true">${isSorted ? (this.ascending ? ' ▴' : ' ▾') : ''}</span>
      </button>
    </th>`;
  }

  row(g) {
    const t = g.totals;
    const { text: where, ...own } = placeOf(g, this.twins, nameOf);
    const link = (value, filter) =>
      html`<a href=${requestsPage({ ...this.at, ...own, fn: g.function, filter })} title="Show these requests">${value}</a>`;
    const slow = (ms) => (ms == null ? '–' : link(milliseconds(ms), slowerThan(ms)));
    return html`<tr>
      <th scope="row">
        <button class="name" title="${visible(g.function)} in ${g.region}, ${g.account}" @click=${() => this.tell('function', g.function)}>
          ${visible(g.function)}
        </button>
        ${where ? html`<span class="where">${where}</span>` : nothing}
      </th>
      <td>${link(count(t.requests), null)}</td>
      <td class=${t.failed ? 'failed' : ''}>${t.failed ? link(count(t.failed), 'err') : ''}</td>
      <td>${t.coldStarts ? link(percent(t.coldStartShare), 'cold') : ''}</td>
      <td>${slow(t.durationMs.p50)}</td>
      <td>${slow(t.durationMs.p95)}</td>
      <td>${slow(t.durationMs.p99)}</td>
      <td>${memoryView(t)}</td>
      <td>${money(COLUMNS.thousand.of(t))}</td>
      <td>${t.cost ? link(money(t.cost.usd), null) : '–'}</td>
      ${this.before ? this.changes(g) : nothing}
    </tr>`;
  }

  changes(g) {
    const more = CHANGES.costChange.of(g.totals, g.before);
    const sign = more > 0 ? '+' : more < 0 ? '−' : '';
    return html`<td>${sign}${money(Math.abs(more))} ${changeView(usd(g.totals) ?? 0, g.before ? (usd(g.before) ?? 0) : 0)}</td>
      <td>${changeView(g.totals.requests, g.before?.requests ?? 0, false)}</td>`;
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** The peak against the size, as figures and as a bar. */
function memoryView(t) {
  if (t.maxMemoryUsedMb == null) return '–';
  const part = t.memorySizeMb ? t.maxMemoryUsedMb / t.memorySizeMb : null;
  return html`${t.maxMemoryUsedMb} / ${t.memorySizeMb ?? '–'}
    ${part == null ? nothing : html`<meter min="0" max="1" high="0.9" optimum="0.5" value=${part} aria-label="memory used"></meter>`}`;
}

customElements.define('function-table', FunctionTable);
