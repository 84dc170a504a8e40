// The page of statistics, <logtrail-stats>: choice of function and time range, and the statistics of it.

import { AddressPage } from '../lib/address-page.js';
import { listFunctions, setToken, statistics } from '../lib/api.js';
import { completenessView } from '../lib/completeness.js';
import { html, nothing } from '../lib/lit.js';
import { nearest } from '../lib/nearest.js';
import { visible } from '../lib/shown-text.js';
import { skipLink } from '../lib/skip-link.js';
import { tokenDialog } from '../lib/token-dialog.js';
import { chartsView } from './charts-view.js';
import { hintsView } from './hints-view.js';
import { insightsPage, requestsPage } from './links.js';
import { RANGES, spanOf } from './span.js';
import { isAscending } from './function-table.js';
import { tilesView } from './totals-view.js';
import './version-table.js';

class LogtrailStats extends AddressPage {
  static refreshMs = 30_000;

  readQuery(query) {
    const before = this.fn;
    this.fn = query.get('function');
    this.span = spanOf(query);
    this.sort = query.get('sort') ?? 'requests';
    this.ascending = query.has('order') ? query.get('order') === 'asc' : isAscending(this.sort);
    this.compares = query.get('compare') === 'before';
    if (before !== this.fn) this.versions = null;
    document.title = `${this.fn ?? 'Statistics'} · Logtrail`;
  }

  /** What the address says. */
  get shown() {
    const { fn, span, sort, ascending, compares } = this;
    return { fn, span, sort, ascending, compares };
  }

  choose(change) {
    const { fn, span, sort, ascending, compares } = { ...this.shown, ...change };
    const query = new URLSearchParams();
    if (fn) query.set('function', fn);
    if (span.range && span.range !== '1d') query.set('range', span.range);
    if (!span.range) query.set('from', span.from);
    if (!span.range && span.to) query.set('to', span.to);
    if (sort !== 'requests') query.set('sort', sort);
    if (ascending !== isAscending(sort)) query.set('order', ascending ? 'asc' : 'desc');
    if (compares) query.set('compare', 'before');
    this.goTo(query);
  }

  load() {
    const { fn, span, compares } = this;
    const asked = { from: span.from, to: span.to, function: fn };
    return this.loadBy(
      async () => {
        const [stats, before, versions] = await Promise.all([
          statistics({ ...asked, step: span.step(!fn), series: 'total' }),
          compares ? statistics({ ...span.before, step: 'none', function: fn }) : null,
          fn ? statistics({ ...asked, step: 'none', groupBy: 'version' }) : null,
        ]);
        const isUnknown = fn && !stats.totals.requests;
        const names = isUnknown ? (await listFunctions()).functions.map((f) => f.functionName) : [];
        return { stats, before, versions: versions?.groups ?? null, meant: names.includes(fn) ? null : isUnknown && nearest(fn, names) };
      },
      (answer) => Object.assign(this, answer),
    );
  }

  render() {
    return html`${skipLink('main')}
      <header class="bar">
        <a class="brand" href=${requestsPage({ ...this.at, filter: null })} title="Back to the requests">Logtrail</a>
        <h1>${this.fn ? visible(this.fn) : 'All functions'}</h1>
        ${this.fn ? html`<button class="toggle" @click=${() => this.choose({ fn: null })}>All functions</button>` : nothing}
        ${this.fn ? html`<a class="toggle link" href=${requestsPage({ ...this.at, filter: null })}>Its requests</a>` : nothing}
        <a class="toggle link" href=${insightsPage(this.fn, this.span.range)}>Insights</a>
        <button
          class="toggle"
          aria-pressed=${this.compares}
          title="Against the same time before"
          @click=${() => this.choose({ compares: !this.compares })}
        >compare</button>
        <span class="ranges" role="group" aria-label="Span">
          ${this.span.text ? html`<button class="toggle" aria-pressed="true" title="Back to the last 24 hours" @click=${() => this.choose({ span: { range: '1d' } })}>${this.span.text} ✕</button>` : nothing}
          ${Object.entries(RANGES).map(
            ([range, text]) =>
              html`<button
                class="toggle"
                aria-pressed=${this.span.range === range}
                @click=${() => this.choose({ span: { range } })}
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

  /** What is shown, as lists take it. */
  get at() {
    return { fn: this.fn, from: this.span.from, to: this.span.to };
  }

  content() {
    const { stats, problem } = this;
    const problemView = problem
      ? html`<p class="problem" role="alert">${problem.message} <button @click=${() => this.load()}>Try again</button></p>`
      : nothing;
    if (!stats) return problem ? problemView : html`<p class="none">Loading…</p>`;
    const missing = completenessView(stats.completeness);
    if (!stats.totals.requests)
      return html`${problemView}<p class="none">No request${this.fn ? html` of <b>${visible(this.fn)}</b>` : nothing} started in this span.
          ${this.meant ? html`Nothing is stored of it; did you mean <button @click=${() => this.choose({ fn: this.meant })}>${visible(this.meant)}</button>?` : 'Choose a longer one.'}
        </p>
        ${missing}`;
    const { at } = this;
    const spanMs = Date.parse(stats.to) - Date.parse(stats.from);
    return html`${problemView} ${tilesView(stats.totals, this.before?.totals, at, spanMs)} ${chartsView(stats, this.fn)}
      <function-table
        .groups=${stats.groups}
        .before=${this.before?.groups ?? null}
        .at=${{ from: at.from, to: at.to }}
        .sort=${this.sort}
        .ascending=${this.ascending}
        @sort=${(e) => this.choose(e.detail)}
        @function=${(e) => this.choose({ fn: e.detail })}
      ></function-table>
      ${this.versions ? html`<version-table .groups=${this.versions} .at=${this.at}></version-table>` : nothing} ${hintsView(stats)}
      ${missing}`;
  }
}

customElements.define('logtrail-stats', LogtrailStats);
