// An opened trail, <trail-detail>: actions, log result, entries, report.

import { copyText } from '../lib/clipboard.js';
import { plural } from '../lib/format.js';
import { LitElement, html, nothing } from '../lib/lit.js';
import '../invoke/invoke-button.js';
import { entryView, shownTimes } from './entry-view.js';
import { reportView } from './report-view.js';
import { markdownOf, markedIndex, permalinkOf } from './trail-text.js';

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
    marked: { attribute: false },
    finder: { attribute: false },
    limit: { state: true },
    whole: { state: true },
    notice: { state: true },
  };

  constructor() {
    super();
    this.limit = FIRST_ENTRIES;
    this.whole = new Set(); // Lines of giant messages that are shown whole.
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
      <invoke-button .target=${t} label="Invoke…"></invoke-button>
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
    const marked = markedIndex(t.entries, this.marked);
    const all = t.entries.map((entry, line) => [entry, line]);
    const foldable = all.filter(([e]) => isFoldable(e)).length;
    const shown = this.platform ? all : all.filter(([e, line]) => !isFoldable(e) || line === marked);
    const limit = Math.max(this.limit, shown.findIndex(([, line]) => line === marked) + 1);
    const options = {
      startedAt: t.startedAt,
      timeMode: this.timeMode,
      finder: this.finder,
      onCopy: (text) => this.copy(text),
      onLink: (entry, line) => this.copy(permalinkOf(t, entry, line)),
      onUnfold: (line) => (this.whole = new Set([...this.whole, line])),
    };
    const times = shownTimes(t.entries);
    const row = ([e, line]) =>
      entryView(e, line, {
        time: times[line],
        ...options,
        marked: line === marked,
        failure: e.origin === 'platform' && !isFoldable(e),
        whole: this.whole.has(line),
      });
    return html`${this.marked && marked < 0 ? html`<p class="note" role="status">${this.missingMark(t)}</p>` : nothing}
      <div class="entries" role="list" aria-label="Lines">${shown.slice(0, limit).map(row)}</div>
      ${this.more(shown.length, limit)}
      ${shown.length ? nothing : html`<p class="note">${this.silence(t)}</p>`}
      ${foldable
        ? html`<button class="fold" aria-pressed=${this.platform} @click=${this.togglePlatform}>
            ${this.platform ? 'hide' : 'show'} ${plural(foldable, 'platform line')}
          </button>`
        : nothing}`;
  }

  /** What stands where no line is. */
  silence(t) {
    if (t.state === 'open') return 'Nothing has been written so far; the request is still running.';
    return t.markers.report || t.invoke ? 'The function wrote nothing.' : 'No line of the function has arrived.';
  }

  missingMark(t) {
    return t.state === 'open'
      ? 'The linked line has not arrived yet.'
      : 'The linked line is not in this request: a late event may have shown that it belongs to another.';
  }

  more(count, limit) {
    if (count <= limit) return nothing;
    return html`<button class="fold" @click=${() => (this.limit = limit * 4)}>
      ${plural(count - limit, 'more line')}
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

  updated() {
    if (!this.marked || this.scrolledTo === this.marked) return;
    const marked = this.querySelector('.entry.marked');
    if (!marked) return;
    this.scrolledTo = this.marked;
    marked.scrollIntoView({ block: 'center' });
  }
}

customElements.define('trail-detail', TrailDetail);
