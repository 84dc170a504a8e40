// The page: puts the parts together, and holds what the person has chosen.

import { LitElement, html, nothing, repeat } from './lit.js';
import { setToken } from './api.js';
import { barView } from './bar-view.js';
import { copyText, permalinkOf } from './copy.js';
import { helpDialog, tokenDialog } from './dialogs.js';
import { emptyView } from './empty.js';
import { parseFilter } from './filter.js';
import { plural } from './format.js';
import { functionList } from './function-list.js';
import { listenToKeys } from './keys.js';
import { Session } from './session.js';
import { trailRow } from './trail-row.js';
import { keyOf } from './trails.js';
import { nextTimeMode, saveView, savedView } from './view-settings.js';

class LogtrailApp extends LitElement {
  constructor() {
    super();
    this.pane = location.pathname === '/pane';
    this.view = savedView();
    this.follow = true;
    this.filterText = '';
    this.filter = parseFilter('');
    this.session = new Session(
      () => this.changed(),
      () => this.follow && this.isAtTop(),
    );
    this.session.onRefused = () => this.dialog('token');
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.classList.toggle('pane', this.pane);
    this.readAddress();
    this.onPop = () => this.readAddress();
    window.addEventListener('popstate', this.onPop);
    if (this.pane) this.listenToHost();
    this.unlisten = listenToKeys(this, {
      '/': () => this.querySelector('#filter').focus(),
      '?': () => this.dialog('help'),
      f: () => this.toggleFollow(),
      t: () => this.setView(nextTimeMode(this.view)),
      w: () => this.setView({ wrap: !this.view.wrap }),
      p: () => this.setView({ platform: !this.view.platform }),
      y: () => this.copyLink(),
      Escape: () => this.escape(),
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('popstate', this.onPop);
    window.removeEventListener('message', this.onHost);
    this.unlisten();
  }

  readAddress() {
    const [, id] = /^\/r\/(.+)$/.exec(location.pathname) ?? [];
    const requestId = id ? decodeURIComponent(id) : null;
    this.marked = requestId && /^#\d+$/.test(location.hash) ? Number(location.hash.slice(1)) : null;
    const asked = new URLSearchParams(location.search);
    this.session.show({ fn: asked.get('function'), q: asked.get('q'), requestId });
  }

  go(fn, q) {
    const asked = new URLSearchParams(Object.entries({ function: fn, q }).filter(([, v]) => v));
    const address = `${this.pane ? '/pane' : '/'}${asked.size ? `?${asked}` : ''}`;
    // A pane leaves no traces in the history of the page around it.
    if (this.pane) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    this.readAddress();
  }

  /** The page around a pane says what to show. */
  listenToHost() {
    this.onHost = (event) => {
      const asked = event.source === window.parent && event.data?.logtrail;
      if (asked && typeof asked === 'object') this.go(asked.function, asked.q);
    };
    window.addEventListener('message', this.onHost);
  }

  changed() {
    this.requestUpdate();
    if (this.pane && !this.told && !this.session.loading) {
      this.told = true;
      window.parent.postMessage({ logtrail: 'ready' }, '*'); // Holds nothing that is anybody's secret.
    }
  }

  choose(fn) {
    this.go(fn, this.session.q);
  }

  /** Asks the server for all that matches a filter pattern; without one, for everything. */
  searchFor(pattern) {
    this.filterBy('');
    this.go(this.session.fn, pattern.trim());
  }

  setView(change) {
    this.view = { ...this.view, ...change };
    saveView(this.view);
    this.requestUpdate();
  }

  toggleFollow() {
    this.follow = !this.follow;
    if (this.follow) this.toNewest();
    else this.requestUpdate();
  }

  isAtTop() {
    return (this.querySelector('.list')?.scrollTop ?? 0) < 40;
  }

  toNewest() {
    this.session.release();
    this.querySelector('.list').scrollTop = 0;
  }

  scrolled() {
    if (this.follow && this.session.held.size && this.isAtTop()) this.session.release();
  }

  filterBy(text) {
    this.filterText = text;
    this.filter = parseFilter(text);
    if (this.filter.needsEntries) this.session.fillAll();
    this.requestUpdate();
  }

  async older() {
    await this.session.older(!this.filter.isEmpty);
    if (this.filter.needsEntries) this.session.fillAll();
  }

  escape() {
    const typing = this.querySelector('#filter') === document.activeElement;
    if (typing && this.filterText) this.filterBy('');
    else if (typing) document.activeElement.blur();
    else {
      const row = document.activeElement?.closest?.('article.trail')?.querySelector('button.row');
      if (row?.getAttribute('aria-expanded') === 'true') row.click();
      row?.focus();
    }
  }

  async copyLink() {
    const row = document.activeElement?.closest?.('article.trail')?.querySelector('button.row');
    const trail = this.session.trails.get(row?.dataset.key) ?? this.shown()[0];
    if (trail) this.say((await copyText(permalinkOf(trail))) ? 'Link copied' : 'The browser did not allow copying');
  }

  say(text) {
    this.said = text;
    this.requestUpdate();
    clearTimeout(this.saidTimer);
    this.saidTimer = setTimeout(() => this.say(''), 2000);
  }

  dialog(id) {
    const dialog = this.querySelector(`#${id}`);
    if (dialog && !dialog.open) dialog.showModal();
  }

  matching() {
    return this.session.trails.list().filter((t) => this.filter.test(t));
  }

  shown() {
    return this.matching().filter((t) => !this.session.held.has(keyOf(t)));
  }

  render() {
    const s = this.session;
    return html`${barView(this)}
      <div class="body ${s.requestId || this.pane ? 'alone' : ''}">
        ${s.requestId || this.pane ? nothing : functionList(s.functions, s.fn, (fn) => this.choose(fn))} ${this.list(s)}
      </div>
      ${helpDialog()} ${tokenDialog((token) => this.retryWith(token))}`;
  }

  list(s) {
    const matching = this.matching();
    const shown = matching.filter((t) => !s.held.has(keyOf(t)));
    const held = matching.length - shown.length;
    const view = { ...this.view, showFunction: !s.fn, marked: this.marked };
    return html`<main
      class="list ${this.view.wrap ? 'wrap' : 'no-wrap'}"
      @scroll=${() => this.scrolled()}
      @toggle-platform=${() => this.setView({ platform: !this.view.platform })}
    >
      ${held
        ? html`<button class="pill" @click=${() => this.toNewest()}>${plural(held, 'new request')}</button>`
        : nothing}
      ${repeat(shown, keyOf, (t) => trailRow(t, keyOf(t), s.open.has(keyOf(t)), view, (key) => s.toggle(key)))}
      ${shown.length ? nothing : this.empty(s)}
      ${s.cursor && shown.length
        ? html`<button class="older" @click=${() => this.older()}>${s.q ? 'Search on' : 'View older'}</button>`
        : nothing}
    </main>`;
  }

  empty(s) {
    const { loading, problem, requestId, fn, q, searched, tailState: tail } = s;
    const loaded = s.trails.list().length;
    const why = { loading, problem, requestId, fn, q, searched, tail, filter: this.filterText, loaded };
    return emptyView(why, {
      onRetry: () => s.load(),
      onClear: () => this.filterBy(''),
      onEverything: () => this.searchFor(''),
      onOlder: s.cursor ? () => this.older() : null,
    });
  }

  retryWith(token) {
    setToken(token);
    this.readAddress();
  }
}

customElements.define('logtrail-app', LogtrailApp);
