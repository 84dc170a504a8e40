// An opened trail, <trail-detail>: actions, log result, entries, report.

import { copyText } from '../lib/clipboard.js';
import { plural } from '../lib/format.js';
import { LitElement, html, nothing } from '../lib/lit.js';
import { entryView } from './entry-view.js';
import { reportView } from './report-view.js';
import { markdownOf, permalinkOf } from './trail-text.js';

const FIRST_ENTRIES = 1_000;

const FAILURE =
  /Task timed out after|Error: Runtime exited|Process exited before completing|Unknown application error|Status: (error|timeout|failure)/;

/** Platform lines are hidden at first, except those that name a failure. */
const isFoldable = (e) => e.origin === 'platform' && (e.message.startsWith('REPORT ') || !FAILURE.test(e.message));

export class TrailDetail extends LitElement {
  static properties = {
    trail: {},
    timeMode: {},
    platform: { type: Boolean },
    marked: { type: Number },
    limit: { state: true },
    notice: { state: true },
  };

  constructor() {
    super();
    this.limit = FIRST_ENTRIES;
  }

  createRenderRoot() {
    return this; // No shadow root: the page's style sheets apply.
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
      <span class="notice" role="status">${this.notice ?? ''}</span>
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
    const foldable = all.filter(([e]) => isFoldable(e)).length;
    const shown = this.platform ? all : all.filter(([e]) => !isFoldable(e));
    const options = {
      startedAt: t.startedAt,
      timeMode: this.timeMode,
      onCopy: (text) => this.copy(text),
      onLink: (line) => this.copy(permalinkOf(t, line)),
    };
    return html`<div class="entries" role="list" aria-label="Lines">
        ${shown
          .slice(0, this.limit)
          .map(([e, line]) => entryView(e, line, { ...options, marked: line === this.marked, failure: e.origin === 'platform' && !isFoldable(e) }))}
      </div>
      ${this.more(shown.length)}
      ${shown.length ? nothing : html`<p class="note">The function wrote nothing.</p>`}
      ${foldable
        ? html`<button class="fold" aria-pressed=${this.platform} @click=${this.togglePlatform}>
            ${this.platform ? 'hide' : 'show'} ${plural(foldable, 'platform line')}
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
    this.notice = (await copyText(text)) ? 'Copied' : 'The browser did not allow copying';
    clearTimeout(this.noticeTimer);
    this.noticeTimer = setTimeout(() => (this.notice = ''), 2000);
  }

  updated(changed) {
    if (!changed.has('marked') && !changed.has('trail')) return;
    if (this.marked == null || this.scrolledTo === this.marked || !this.trail.entries) return;
    this.scrolledTo = this.marked;
    this.querySelector(`[data-line="${this.marked}"]`)?.scrollIntoView({ block: 'center' });
  }
}

customElements.define('trail-detail', TrailDetail);
