// Log results as witnesses of CloudWatch, <witness-view>: how late it had each line, and which never came.

import { witnessOf } from '../lib/api.js';
import { plural } from '../lib/format.js';
import { LitElement, html, nothing } from '../lib/lit.js';
import { delayOf, functionLink, part, requestLink, table } from './parts.js';

const STATES = { came: 'came', waiting: 'not yet', never: 'never' };

class WitnessView extends LitElement {
  static properties = { witness: { attribute: false }, ofAll: { attribute: false }, opened: { state: true }, lines: { state: true } };

  createRenderRoot() {
    return this; // No shadow root: the page's style sheets apply.
  }

  async open(requestId) {
    this.opened = this.opened === requestId ? null : requestId;
    this.lines = null;
    if (!this.opened) return;
    try {
      const { witnesses } = await witnessOf(requestId);
      if (this.opened === requestId) this.lines = witnesses.flatMap((w) => w.lines);
    } catch (problem) {
      if (this.opened === requestId) this.lines = problem;
    }
  }

  render() {
    const w = this.witness;
    return part(
      'witness',
      'Log results as witnesses',
      'An invocation’s log result tells its lines at once. That is how late CloudWatch had each of them, and which never came.',
      w.requests
        ? html`<dl class="figures">
              ${[
                ['Requests', w.requests],
                ['Half of the lines within', w.p50DelayMs == null ? '–' : delayOf(w.p50DelayMs)],
                ['95 % within', w.p95DelayMs == null ? '–' : delayOf(w.p95DelayMs)],
                ['Latest', w.maxDelayMs == null ? '–' : delayOf(w.maxDelayMs)],
                ['Lines that never came', w.linesNever],
                ['Not come yet', w.linesWaiting],
              ].map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
            </dl>
            ${this.requestsView(w.newest)}`
        : nothing,
      'No request of these has a log result. `logtrail invoke` and POST /ingest/invocations bring them.',
    );
  }

  requestsView(requests) {
    return table(
      'Requests with a log result',
      [['Request'], ...(this.ofAll ? [['Function']] : []), ['Came', 'n'], ['Not yet', 'n'], ['Never', 'n'], ['Latest', 'n'], ['Lines']],
      requests.map(
        (r) => html`<tr class=${r.linesNever ? 'never' : ''}>
            <td>${requestLink(r.requestId)}</td>
            ${this.ofAll ? html`<td>${functionLink(r.functionName)}</td>` : nothing}
            <td class="n">${r.linesCame}</td>
            <td class="n">${r.linesWaiting}</td>
            <td class="n">${r.linesNever}</td>
            <td class="n">${r.maxDelayMs == null ? '–' : delayOf(r.maxDelayMs)}</td>
            <td>
              <button
                class="toggle"
                aria-expanded=${this.opened === r.requestId}
                @click=${() => this.open(r.requestId)}
              >${plural(r.linesCame + r.linesWaiting + r.linesNever, 'line')}</button>
            </td>
          </tr>
          ${this.opened === r.requestId
            ? html`<tr class="opened"><td colspan=${this.ofAll ? 7 : 6}>${this.linesView()}</td></tr>`
            : nothing}`,
      ),
    );
  }

  linesView() {
    const { lines } = this;
    if (!lines) return 'Loading…';
    if (lines instanceof Error) return html`<span role="alert">${lines.message}</span>`;
    return html`<ol class="lines">
      ${lines.map(
        (line) => html`<li class=${line.state}>
          <span class="delay">${line.state === 'came' ? (line.delayMs == null ? 'came' : delayOf(line.delayMs)) : STATES[line.state]}</span>
          <code>${line.message}</code>
        </li>`,
      )}
    </ol>`;
  }
}

customElements.define('witness-view', WitnessView);
