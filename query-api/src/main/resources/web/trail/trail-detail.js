// An opened trail, <trail-detail>: actions, log result, lines, report.

import { copyText } from '../lib/clipboard.js';
import { LitElement, html, nothing } from '../lib/lit.js';
import '../invoke/invoke-button.js';
import { reportView } from './report-view.js';
import './trail-lines.js';
import { markdownOf, permalinkOf } from './trail-text.js';

export class TrailDetail extends LitElement {
  static properties = {
    trail: {},
    timeMode: {},
    platform: { type: Boolean },
    marked: { attribute: false },
    finder: { attribute: false },
    notice: { state: true },
  };

  createRenderRoot() {
    return this; // No shadow root: the page's style sheets apply.
  }

  render() {
    const t = this.trail;
    return html`<div class="detail">
      ${this.actions(t)} ${t.invoke ? this.result(t.invoke) : nothing} ${this.lines(t)} ${reportView(t)}
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

  lines(t) {
    if (!t.entries) return html`<p class="note">Loading lines…</p>`;
    return html`<trail-lines
      .trail=${t}
      .timeMode=${this.timeMode}
      .platform=${this.platform}
      .marked=${this.marked}
      .finder=${this.finder}
      @copy-text=${(e) => this.copy(e.detail)}
    ></trail-lines>`;
  }

  async copy(text) {
    this.notice = (await copyText(text)) ? 'Copied' : 'The browser did not allow copying';
    clearTimeout(this.noticeTimer);
    this.noticeTimer = setTimeout(() => (this.notice = ''), 2000);
  }
}

customElements.define('trail-detail', TrailDetail);
