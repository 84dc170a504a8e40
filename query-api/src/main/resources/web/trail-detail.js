// An opened trail: result, entries, report, and what one can do with it.

import { LitElement, html, nothing } from './lit.js';
import { copyText, markdownOf, permalinkOf } from './copy.js';
import { entryView } from './entry-view.js';
import { plural } from './format.js';
import { reportView } from './report-view.js';

const FIRST_ENTRIES = 1_000;

const FAILURE =
  /Task timed out after|Error: Runtime exited|Process exited before completing|Unknown application error|Status: (error|timeout|failure)/;

/** Platform lines are noise, but not those that tell of a failure. */
const isNoise = (e) => e.origin === 'platform' && (e.message.startsWith('REPORT ') || !FAILURE.test(e.message));

export class TrailDetail extends LitElement {
  static properties = {
    trail: {},
    timeMode: {},
    platform: { type: Boolean },
    marked: { type: Number },
    limit: { state: true },
    said: { state: true },
  };

  constructor() {
    super();
    this.limit = FIRST_ENTRIES;
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const t = this.trail;
    return html`<div class="detail">
      ${this.actions(t)} ${t.invoke ? this.result(t.invoke) : nothing} ${this.entries(t)} ${reportView(t)}
    </div>`;
  }

  actions(t) {
    const api = permalinkOf(t).replace('/r/', '/api/v1/trails/');
    return html`<div class="actions">
      <button @click=${() => this.copy(t.requestId)}>Copy id</button>
      <button @click=${() => this.copy(permalinkOf(t))}>Copy link</button>
      <button @click=${() => this.copy(markdownOf(t))}>Copy as Markdown</button>
      <a href=${permalinkOf(t)} target=${location.pathname === '/pane' ? '_blank' : '_self'}>Open alone</a>
      <a href=${api} target="_blank" rel="noopener">JSON</a>
      <span class="said" role="status">${this.said ?? ''}</span>
    </div>`;
  }

  result(invoke) {
    const failed = invoke.functionError != null;
    const isTree = invoke.payload !== null && typeof invoke.payload === 'object';
    return html`<section class="result ${failed ? 'failed' : ''}" aria-label="Result">
      <span class="label">result</span>
      <span class="status">${invoke.statusCode ?? ''} ${invoke.functionError ?? ''}</span>
      ${isTree
        ? html`<json-tree .value=${invoke.payload} open></json-tree>`
        : html`<code>${JSON.stringify(invoke.payload)}</code>`}
    </section>`;
  }

  entries(t) {
    if (!t.entries) return html`<p class="note">Loading lines…</p>`;
    const all = t.entries.map((entry, line) => [entry, line]);
    const noise = all.filter(([e]) => isNoise(e)).length;
    const shown = this.platform ? all : all.filter(([e]) => !isNoise(e));
    const options = {
      startedAt: t.startedAt,
      timeMode: this.timeMode,
      onCopy: (text) => this.copy(text),
      onLink: (line) => this.copy(permalinkOf(t, line)),
    };
    return html`<div class="entries" role="list" aria-label="Lines">
        ${shown
          .slice(0, this.limit)
          .map(([e, line]) => entryView(e, line, { ...options, marked: line === this.marked, failure: e.origin === 'platform' && !isNoise(e) }))}
      </div>
      ${this.more(shown.length)}
      ${shown.length ? nothing : html`<p class="note">The function wrote nothing.</p>`}
      ${noise
        ? html`<button class="fold" aria-pressed=${this.platform} @click=${this.togglePlatform}>
            ${this.platform ? 'hide' : 'show'} ${plural(noise, 'platform line')}
          </button>`
        : nothing}`;
  }

  more(count) {
    if (count <= this.limit) return nothing;
    return html`<button class="fold" @click=${() => (this.limit *= 4)}>
      ${count - this.limit} more lines
    </button>`;
  }

  togglePlatform() {
    this.dispatchEvent(new CustomEvent('toggle-platform', { bubbles: true }));
  }

  async copy(text) {
    this.said = (await copyText(text)) ? 'Copied' : 'The browser did not allow copying';
    clearTimeout(this.saidTimer);
    this.saidTimer = setTimeout(() => (this.said = ''), 2000);
  }

  updated(changed) {
    if (!changed.has('marked') && !changed.has('trail')) return;
    if (this.marked == null || this.scrolledTo === this.marked || !this.trail.entries) return;
    this.scrolledTo = this.marked;
    this.querySelector(`[data-line="${this.marked}"]`)?.scrollIntoView({ block: 'center' });
  }
}

customElements.define('trail-detail', TrailDetail);
