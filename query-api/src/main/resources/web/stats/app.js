// The page of statistics, <logtrail-stats>: choice of function and time range, and the statistics of it.

import { AddressPage } from '../lib/address-page.js';
import { setToken, statistics } from '../lib/api.js';
import { html, nothing } from '../lib/lit.js';
import { tokenDialog } from '../lib/token-dialog.js';
import { chartsView } from './charts-view.js';
import { hintsView } from './hints-view.js';
import { tableView, tilesView } from './totals-view.js';

const RANGES = { '1h': '1 hour', '1d': '24 hours', '7d': '7 days', '30d': '30 days' };
// Length of a step, by range.
const STEPS = { '1h': '1m', '1d': '15m', '7d': '3h', '30d': '6h' };
const STEPS_OF_ALL_FUNCTIONS = { ...STEPS, '30d': '1d' };

class LogtrailStats extends AddressPage {
  static refreshMs = 30_000;

  readQuery(query) {
    this.fn = query.get('function');
    this.range = query.get('range') in RANGES ? query.get('range') : '1d';
  }

  choose(change) {
    const { fn, range } = { fn: this.fn, range: this.range, ...change };
    const query = new URLSearchParams();
    if (fn) query.set('function', fn);
    if (range !== '1d') query.set('range', range);
    this.goTo(query);
  }

  async load() {
    const isNewest = this.beginLoad();
    try {
      const stats = await statistics({ from: `-${this.range}`, step: (this.fn ? STEPS : STEPS_OF_ALL_FUNCTIONS)[this.range], function: this.fn });
      if (!isNewest()) return;
      Object.assign(this, { stats, problem: null });
    } catch (problem) {
      if (!isNewest()) return;
      this.problem = problem;
      if (problem.status === 401) this.querySelector('#token')?.showModal();
    }
    this.requestUpdate();
  }

  render() {
    return html`<header class="bar">
        <a class="brand" href=${this.fn ? `/?function=${encodeURIComponent(this.fn)}` : '/'} title="Back to the requests">Logtrail</a>
        <h1>${this.fn ?? 'All functions'}</h1>
        ${this.fn ? html`<button class="toggle" @click=${() => this.choose({ fn: null })}>all functions</button>` : nothing}
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
      <main class="stats">${this.content()}</main>
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
    if (!stats.totals.requests) return html`${problemView}<p class="none">No request started in this span. Choose a longer one.</p>`;
    return html`${problemView} ${tilesView(stats.totals)} ${chartsView(stats)}
      ${tableView(stats.groups, (fn) => this.choose({ fn }))} ${hintsView(stats)}`;
  }
}

customElements.define('logtrail-stats', LogtrailStats);
