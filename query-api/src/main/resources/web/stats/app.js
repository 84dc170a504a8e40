// The page of statistics, <logtrail-stats>: choice of function and time range, and the statistics of it.

import { AddressPage } from '../lib/address-page.js';
import { setToken, statistics } from '../lib/api.js';
import { completenessView } from '../lib/completeness.js';
import { html, nothing } from '../lib/lit.js';
import { skipLink } from '../lib/skip-link.js';
import { tokenDialog } from '../lib/token-dialog.js';
import { chartsView } from './charts-view.js';
import { hintsView } from './hints-view.js';
import { requestsPage } from './links.js';
import './function-table.js';
import { tilesView } from './totals-view.js';
import './version-table.js';

const RANGES = { '1h': '1 hour', '1d': '24 hours', '7d': '7 days', '30d': '30 days' };
// The range of the same length before, by range: {from, to}.
const BEFORE = {
  '1h': { from: '-2h', to: '-1h' },
  '1d': { from: '-2d', to: '-1d' },
  '7d': { from: '-14d', to: '-7d' },
  '30d': { from: '-60d', to: '-30d' },
};
// Length of a step, by range.
const STEPS = { '1h': '1m', '1d': '15m', '7d': '3h', '30d': '6h' };
const STEPS_OF_ALL_FUNCTIONS = { ...STEPS, '30d': '1d' };

class LogtrailStats extends AddressPage {
  static refreshMs = 30_000;

  readQuery(query) {
    const before = this.fn;
    this.fn = query.get('function');
    this.range = query.get('range') in RANGES ? query.get('range') : '1d';
    this.sort = query.get('sort') ?? 'requests';
    this.compares = query.get('compare') === 'before';
    if (before !== this.fn) this.versions = null;
    document.title = `${this.fn ?? 'Statistics'} · Logtrail`;
  }

  choose(change) {
    const { fn, range, sort, compares } = { fn: this.fn, range: this.range, sort: this.sort, compares: this.compares, ...change };
    const query = new URLSearchParams();
    if (fn) query.set('function', fn);
    if (range !== '1d') query.set('range', range);
    if (sort !== 'requests') query.set('sort', sort);
    if (compares) query.set('compare', 'before');
    this.goTo(query);
  }

  load() {
    const { fn, range, compares } = this;
    return this.loadBy(
      () =>
        Promise.all([
          statistics({ from: `-${range}`, step: (fn ? STEPS : STEPS_OF_ALL_FUNCTIONS)[range], series: 'total', function: fn }),
          compares ? statistics({ ...BEFORE[range], step: 'none', function: fn }) : null,
          fn ? statistics({ from: `-${range}`, step: 'none', function: fn, groupBy: 'version' }) : null,
        ]),
      ([stats, before, versions]) => Object.assign(this, { stats, before, versions: versions?.groups ?? null }),
    );
  }

  render() {
    return html`${skipLink('main')}
      <header class="bar">
        <a class="brand" href=${this.fn ? `/?function=${encodeURIComponent(this.fn)}` : '/'} title="Back to the requests">Logtrail</a>
        <h1>${this.fn ?? 'All functions'}</h1>
        ${this.fn ? html`<button class="toggle" @click=${() => this.choose({ fn: null })}>all functions</button>` : nothing}
        ${this.fn ? html`<a class="toggle link" href=${requestsPage({ fn: this.fn })}>its requests</a>` : nothing}
        <a class="toggle link" href=${this.fn ? `/insights?function=${encodeURIComponent(this.fn)}` : '/insights'}>insights</a>
        <button
          class="toggle"
          aria-pressed=${this.compares}
          title="Against the same time before"
          @click=${() => this.choose({ compares: !this.compares })}
        >compare</button>
        <span class="ranges" role="group" aria-label="Span">
          ${Object.entries(RANGES).map(
            ([range, text]) =>
              html`<button
                class="toggle"
                aria-pressed=${this.range === range}
                @click=${() => this.choose({ range })}
              >${text}</button>`,
          )}
        </span>
      </header>
      <main class="stats" id="main" tabindex="-1">${this.content()}</main>
      ${tokenDialog((token) => {
        setToken(token);
        this.load();
      })}`;
  }

  content() {
    const { stats, problem } = this;
    const problemView = problem
      ? html`<p class="problem" role="alert">${problem.message} <button @click=${() => this.load()}>Try again</button></p>`
      : nothing;
    if (!stats) return problem ? problemView : html`<p class="none">Loading…</p>`;
    const missing = completenessView(stats.completeness);
    if (!stats.totals.requests)
      return html`${problemView}<p class="none">No request started in this span. Choose a longer one.</p>
        ${missing}`;
    const at = { fn: this.fn, from: `-${this.range}`, to: null };
    const spanMs = Date.parse(stats.to) - Date.parse(stats.from);
    return html`${problemView} ${tilesView(stats.totals, this.before?.totals, at, spanMs)} ${chartsView(stats, this.fn)}
      <function-table
        .groups=${stats.groups}
        .before=${this.before?.groups ?? null}
        .at=${{ from: at.from, to: null }}
        .sort=${this.sort}
        @sort=${(e) => this.choose({ sort: e.detail })}
        @function=${(e) => this.choose({ fn: e.detail })}
      ></function-table>
      ${this.versions ? html`<version-table .groups=${this.versions}></version-table>` : nothing} ${hintsView(stats)}
      ${missing}`;
  }
}

customElements.define('logtrail-stats', LogtrailStats);
