// An opened trail, <trail-detail>: tabs and actions in one line, and below it lines, result, report, raw events or environment.

import { copyText } from '../lib/clipboard.js';
import { download, fileName } from '../lib/download.js';
import { LitElement, html, nothing } from '../lib/lit.js';
import '../invoke/invoke-button.js';
import '../tab/environment-view.js';
import '../tab/raw-view.js';
import { reportView } from '../tab/report-view.js';
import { resultLine, resultView } from '../tab/result-view.js';
import { whyLine } from '../tab/why-view.js';
import { gapsView } from './gaps-view.js';
import { isFailed } from './outcome.js';
import { tabsView } from './tabs.js';
import './trail-lines.js';
import { apiPathOf, markdownOf, permalinkOf } from './trail-text.js';

export class TrailDetail extends LitElement {
  static properties = {
    trail: {},
    timeMode: {},
    platform: { type: Boolean },
    marked: { attribute: false },
    finder: { attribute: false },
    tab: { state: true },
    notice: { state: true },
  };

  constructor() {
    super();
    this.tab = 'lines';
  }

  createRenderRoot() {
    return this; // No shadow root: the page's style sheets apply.
  }

  get tabs() {
    const isRequest = this.trail.requestId != null;
    return {
      lines: 'Lines',
      ...(isRequest && isFailed(this.trail) ? { why: 'Why' } : {}),
      ...(this.trail.invoke ? { result: 'Result' } : {}),
      ...(isRequest ? { time: 'Time', report: 'Report', raw: 'Raw' } : {}),
      environment: 'Environment',
    };
  }

  render() {
    const t = this.trail;
    const panel = `panel-${t.trailId}`;
    return html`<div class="detail">
      <div class="detail-bar">
        ${tabsView(this.tabs, this.tab, panel, (tab) => (this.tab = tab))} ${this.actions(t)}
      </div>
      <div id=${panel} role="tabpanel" aria-label=${this.tabs[this.tab]}>${this.panel(t)}</div>
    </div>`;
  }

  panel(t) {
    switch (this.tab) {
      case 'result':
        return resultView(t.invoke);
      case 'why':
        return html`<why-view .trail=${t} .utc=${this.timeMode === 'utc'}></why-view>`;
      case 'report':
        return reportView(t);
      case 'time':
        return t.entries ? gapsView(t) : html`<p class="note">Loading lines…</p>`;
      case 'raw':
        return html`<raw-view .trail=${t}></raw-view>`;
      case 'environment':
        return html`<environment-view .trail=${t} .timeMode=${this.timeMode}></environment-view>`;
      default:
        return html`${t.invoke ? resultLine(t.invoke, () => (this.tab = 'result')) : nothing}
        ${whyLine(t, () => (this.tab = 'why'))} ${this.lines(t)}`;
    }
  }

  actions(t) {
    if (t.requestId == null) return nothing;
    return html`<div class="actions">
      <span class="notice" role="status">${this.notice ?? ''}</span>
      <invoke-button .target=${t} label="Invoke…"></invoke-button>
      <button @click=${() => this.copy(t.requestId)}>Copy id</button>
      <button @click=${() => this.copy(permalinkOf(t))}>Link</button>
      <button title="Copy as Markdown, to paste into an issue" @click=${() => this.copy(markdownOf(t))}>Markdown</button>
      <button title="Save as text" @click=${() => this.save(t, 'text/plain', 'txt')}>Text</button>
      <button title="Save as JSON" @click=${() => this.save(t, 'application/json', 'json')}>JSON</button>
      ${location.pathname.startsWith('/r/')
        ? nothing
        : html`<a href=${permalinkOf(t)} title="Open on a page of its own">Open</a>`}
    </div>`;
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

  async save(t, accept, ending) {
    try {
      await download(apiPathOf(t), {}, accept, `${fileName(t.requestId)}.${ending}`);
    } catch (problem) {
      this.tell(problem.message);
    }
  }

  async copy(text) {
    this.tell((await copyText(text)) ? 'Copied' : 'The browser did not allow copying');
  }

  tell(notice) {
    this.notice = notice;
    clearTimeout(this.noticeTimer);
    this.noticeTimer = setTimeout(() => (this.notice = ''), 2000);
  }
}

customElements.define('trail-detail', TrailDetail);
