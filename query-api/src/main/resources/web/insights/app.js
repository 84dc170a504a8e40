// The page of insights, <logtrail-insights>: what the newest requests of a function, or of all, tell together.

import { AddressPage } from '../lib/address-page.js';
import { insights, listFunctions, setToken } from '../lib/api.js';
import { completenessView } from '../lib/completeness.js';
import { dateOf, plural, timeOf } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { statsPage } from '../stats/links.js';
import { skipLink } from '../lib/skip-link.js';
import { tokenDialog } from '../lib/token-dialog.js';
import { environmentsView } from './environments-view.js';
import { failuresView } from './failures-view.js';
import { leftRunningView } from './left-running-view.js';
import { statementsView } from './statements-view.js';
import './witness-view.js';

const RANGES = { '1h': '1 hour', '1d': '24 hours', '7d': '7 days', '30d': '30 days' };
const when = (iso) => `${dateOf(iso)} ${timeOf(iso).slice(0, 8)}`;

class LogtrailInsights extends AddressPage {
  static refreshMs = 60_000;

  readQuery(query) {
    this.fn = query.get('function');
    this.range = query.get('range') in RANGES ? query.get('range') : '1d';
    document.title = `${this.fn ?? 'Insights'} · Logtrail`;
  }

  choose(change) {
    const { fn, range } = { fn: this.fn, range: this.range, ...change };
    const query = new URLSearchParams();
    if (fn) query.set('function', fn);
    if (range !== '1d') query.set('range', range);
    this.answer = null;
    this.goTo(query);
  }

  load() {
    const { fn, range } = this;
    return this.loadBy(
      () => Promise.all([insights({ function: fn, from: `-${range}` }), listFunctions()]),
      ([answer, { functions }]) =>
        Object.assign(this, { answer, functions: [...new Set(functions.map((f) => f.functionName))] }),
    );
  }

  render() {
    return html`${skipLink('main')}
      <header class="bar">
        <a class="brand" href=${this.fn ? `/?function=${encodeURIComponent(this.fn)}` : '/'} title="Back to the requests">Logtrail</a>
        <h1>Insights</h1>
        ${this.functionChoice()}
        <a class="toggle link" href=${statsPage(this.fn, this.range)}>Statistics</a>
        <span class="ranges" role="group" aria-label="Span">
          ${Object.entries(RANGES).map(
            ([range, text]) =>
              html`<button class="toggle" aria-pressed=${this.range === range} @click=${() => this.choose({ range })}>${text}</button>`,
          )}
        </span>
      </header>
      <main class="insights" id="main" tabindex="-1">${this.content()}</main>
      ${tokenDialog((token) => {
        setToken(token);
        this.load();
      })}`;
  }

  functionChoice() {
    const names = this.functions ?? [];
    const all = this.fn && !names.includes(this.fn) ? [this.fn, ...names] : names;
    return html`<select aria-label="Function" @change=${(e) => this.choose({ fn: e.target.value || null })}>
      <option value="" ?selected=${!this.fn}>All functions</option>
      ${all.map((name) => html`<option value=${name} ?selected=${name === this.fn}>${name}</option>`)}
    </select>`;
  }

  content() {
    const { answer, problem } = this;
    const problemView = problem
      ? html`<p class="problem" role="alert">${problem.message} <button @click=${() => this.load()}>Try again</button></p>`
      : nothing;
    if (!answer) return problem ? problemView : html`<p class="none">Loading…</p>`;
    if (!answer.basedOn.requests)
      return html`${problemView}<p class="none">No request started in this span. Choose a longer one, or another function.</p>
        ${completenessView(answer.completeness)}`;
    const ofAll = !this.fn;
    return html`${problemView}
      <p class="basis">${this.basis(answer.basedOn)}</p>
      ${completenessView(answer.completeness)} ${environmentsView(answer.environments, ofAll)} ${failuresView(answer.failures, ofAll)}
      ${leftRunningView(answer.leftRunning)} ${statementsView(answer.statements, answer.usdPerGb, ofAll)}
      <witness-view .witness=${answer.witness} .ofAll=${ofAll}></witness-view>`;
  }

  basis({ requests, complete, tooLarge, newest, oldest }) {
    const which = complete ? `All ${plural(requests, 'request')} of the span` : `The newest ${plural(requests, 'request')} of the span`;
    const span = oldest && newest ? `, ${when(oldest)} to ${when(newest)}` : '';
    return `${which}${span}${tooLarge ? `; the lines of ${tooLarge} are too large to be read here` : ''}.`;
  }
}

customElements.define('logtrail-insights', LogtrailInsights);
