// The page of statistics: what is chosen, and what the server says of it.

import { LitElement, html, nothing } from './lit.js';
import { setToken, statistics } from './api.js';
import { tokenDialog } from './dialogs.js';
import { chartsView } from './stats-charts.js';
import { hintsView } from './stats-hints.js';
import { tableView, tilesView } from './stats-table.js';

const RANGES = { '1h': '1 hour', '1d': '24 hours', '7d': '7 days', '30d': '30 days' };
const STEPS = { '1h': '1m', '1d': '15m', '7d': '3h', '30d': '6h' };
const STEPS_OF_ALL = { ...STEPS, '30d': '1d' };
const REFRESH_MS = 30_000;

class LogtrailStats extends LitElement {
  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.onPop = () => this.readAddress();
    window.addEventListener('popstate', this.onPop);
    this.timer = setInterval(() => document.hidden || this.load(), REFRESH_MS);
    this.readAddress();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('popstate', this.onPop);
    clearInterval(this.timer);
  }

  readAddress() {
    const query = new URLSearchParams(location.search);
    this.fn = query.get('function');
    this.range = query.get('range') in RANGES ? query.get('range') : '1d';
    this.load();
  }

  choose(change) {
    const { fn, range } = { fn: this.fn, range: this.range, ...change };
    const query = new URLSearchParams();
    if (fn) query.set('function', fn);
    if (range !== '1d') query.set('range', range);
    history.pushState(null, '', query.size ? `/stats?${query}` : '/stats');
    this.readAddress();
  }

  /** The newest question counts, whichever answer comes last. */
  async load() {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    try {
      const stats = await statistics({ from: `-${this.range}`, step: (this.fn ? STEPS : STEPS_OF_ALL)[this.range], function: this.fn });
      if (turn !== this.turn) return;
      Object.assign(this, { stats, problem: null });
    } catch (problem) {
      if (turn !== this.turn) return;
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
    const fault = problem
      ? html`<p class="fault" role="alert">${problem.message} <button @click=${() => this.load()}>Try again</button></p>`
      : nothing;
    if (!stats) return problem ? fault : html`<p class="none">Loading…</p>`;
    if (!stats.totals.requests) return html`${fault}<p class="none">No request started in this span. Choose a longer one.</p>`;
    return html`${fault} ${tilesView(stats.totals)} ${chartsView(stats)}
      ${tableView(stats.groups, (fn) => this.choose({ fn }))} ${hintsView(stats)}`;
  }
}

customElements.define('logtrail-stats', LogtrailStats);
