// The page of trails, <logtrail-app>: puts its parts together and holds what the person has chosen.

import { setToken, status } from '../lib/api.js';
import { copyText } from '../lib/clipboard.js';
import { dayOf, plural } from '../lib/format.js';
import { LitElement, html, nothing, repeat } from '../lib/lit.js';
import { finderOf, markedTerms } from '../lib/search-terms.js';
import { tokenDialog } from '../lib/token-dialog.js';
import { trailRow } from '../trail/trail-row.js';
import { decoded, markOf, permalinkOf } from '../trail/trail-text.js';
import { barView } from './bar-view.js';
import { emptyView } from './empty-view.js';
import { parseFilter } from './filter.js';
import { functionList } from './function-list.js';
import { helpDialog } from './help-dialog.js';
import { listenToKeys } from './keys.js';
import { keyOf } from './loaded-trails.js';
import { lostBanner, lostView, problemBanner } from './lost-view.js';
import { PaneModel } from './model.js';
import { nextTimeMode, saveView, savedView } from './view-settings.js';

const STATUS_MS = 30_000;

class LogtrailApp extends LitElement {
  constructor() {
    super();
    this.embedded = location.pathname === '/pane';
    this.view = savedView();
    this.follow = true;
    this.filterText = '';
    this.filter = parseFilter('');
    this.model = new PaneModel({
      onChange: () => this.onModelChange(),
      canShow: () => this.follow && this.isAtTop(),
      onUnauthorized: () => this.openDialog('token'),
    });
  }

  createRenderRoot() {
    return this; // No shadow root: the page's style sheets apply.
  }

  connectedCallback() {
    super.connectedCallback();
    this.classList.toggle('pane', this.embedded);
    this.readAddress();
    this.onPop = () => this.readAddress();
    window.addEventListener('popstate', this.onPop);
    if (this.embedded) this.listenToEmbeddingPage();
    else this.watchStatus();
    this.stopKeys = listenToKeys(this, {
      '/': () => this.querySelector('#filter').focus(),
      '?': () => this.openDialog('help'),
      f: () => this.toggleFollow(),
      t: () => this.setView(nextTimeMode(this.view)),
      w: () => this.setView({ wrap: !this.view.wrap }),
      p: () => this.setView({ platform: !this.view.platform }),
      y: () => this.copyLink(),
      n: () => this.goToMark(1),
      N: () => this.goToMark(-1),
      Escape: () => this.onEscape(),
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('popstate', this.onPop);
    window.removeEventListener('message', this.onHostMessage);
    clearInterval(this.statusTimer);
    this.tick(false);
    this.stopKeys();
  }

  /** Counts the dead letters now and then, to lead to them. */
  watchStatus() {
    const count = async () => {
      try {
        this.deadLetters = (await status()).deadLetters?.letters;
        this.requestUpdate();
      } catch {
        // The live tail tells that the server does not answer, or wants a token.
      }
    };
    count();
    this.statusTimer = setInterval(() => document.hidden || count(), STATUS_MS);
  }

  readAddress() {
    const [, id] = /^\/r\/(.+)$/.exec(location.pathname) ?? [];
    const requestId = id ? decoded(id) : null;
    this.marked = requestId ? markOf(location.hash) : null;
    const query = new URLSearchParams(location.search);
    this.model.show({ fn: query.get('function'), q: query.get('q'), requestId });
  }

  navigate(fn, q) {
    const query = new URLSearchParams(Object.entries({ function: fn, q }).filter(([, v]) => v));
    const address = `${this.embedded ? '/pane' : '/'}${query.size ? `?${query}` : ''}`;
    // An embedded pane must not add entries to the browser history of the page around it.
    if (this.embedded) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    this.readAddress();
  }

  /** Shows what the page that embeds the pane asks for (see embed.js). */
  listenToEmbeddingPage() {
    this.onHostMessage = (event) => {
      const request = event.source === window.parent && event.data?.logtrail;
      if (request && typeof request === 'object') this.navigate(request.function, request.q);
    };
    window.addEventListener('message', this.onHostMessage);
  }

  onModelChange() {
    this.requestUpdate();
    this.tick(this.model.lost != null || this.model.trails.list().some((t) => t.state === 'open'));
    if (this.embedded && !this.readySent && !this.model.loading) {
      this.readySent = true;
      window.parent.postMessage({ logtrail: 'ready' }, '*'); // To any origin: it holds no data.
    }
  }

  /** Shows each second what passes: how long requests run, and when the server is tried again. */
  tick(isOn) {
    if (isOn) this.tickTimer ??= setInterval(() => document.hidden || this.requestUpdate(), 1_000);
    else {
      clearInterval(this.tickTimer);
      this.tickTimer = null;
    }
  }

  chooseFunction(fn) {
    this.navigate(fn, this.model.q);
  }

  /** Searches everything stored for a filter pattern; an empty one ends the search. */
  search(pattern) {
    this.setFilter('');
    this.navigate(this.model.fn, pattern.trim());
  }

  setView(change) {
    this.view = { ...this.view, ...change };
    saveView(this.view);
    this.requestUpdate();
  }

  toggleFollow() {
    this.follow = !this.follow;
    if (this.follow) this.showNewest();
    else this.requestUpdate();
  }

  isAtTop() {
    return (this.querySelector('.list')?.scrollTop ?? 0) < 40;
  }

  showNewest() {
    this.model.showHeld();
    this.querySelector('.list').scrollTop = 0;
  }

  onScroll() {
    if (this.follow && this.model.heldKeys.size && this.isAtTop()) this.model.showHeld();
  }

  setFilter(text) {
    this.filterText = text;
    this.filter = parseFilter(text);
    if (this.filter.needsEntries) this.model.loadAllEntries();
    this.requestUpdate();
  }

  async loadOlder() {
    await this.model.loadOlder(!this.filter.isEmpty);
    if (this.filter.needsEntries) this.model.loadAllEntries();
  }

  /** Goes to the next place, or the one before, that the search marks in the lines that are shown. */
  goToMark(step) {
    const marks = [...this.querySelectorAll('.list mark')];
    if (!marks.length) return this.notify(this.model.q ? 'Nothing is marked here' : 'Search for something first');
    const at = marks.findIndex((mark) => mark.classList.contains('current'));
    marks[at]?.classList.remove('current');
    const next = marks[(at + step + marks.length + (at < 0 && step < 0 ? 1 : 0)) % marks.length];
    next.classList.add('current');
    next.scrollIntoView({ block: 'center' });
    return undefined;
  }

  onEscape() {
    const typing = this.querySelector('#filter') === document.activeElement;
    if (typing && this.filterText) this.setFilter('');
    else if (typing) document.activeElement.blur();
    else {
      const row = document.activeElement?.closest?.('article.trail')?.querySelector('button.row');
      if (row?.getAttribute('aria-expanded') === 'true') row.click();
      row?.focus();
    }
  }

  async copyLink() {
    const row = document.activeElement?.closest?.('article.trail')?.querySelector('button.row');
    const trail = this.model.trails.get(row?.dataset.key) ?? this.shownTrails()[0];
    if (trail) this.notify((await copyText(permalinkOf(trail))) ? 'Link copied' : 'The browser did not allow copying');
  }

  /** Shows a short notice in the bar for two seconds. */
  notify(text) {
    this.notice = text;
    this.requestUpdate();
    clearTimeout(this.noticeTimer);
    if (text) this.noticeTimer = setTimeout(() => this.notify(''), 2000);
  }

  openDialog(id) {
    const dialog = this.querySelector(`#${id}`);
    if (dialog && !dialog.open) dialog.showModal();
  }

  matchingTrails() {
    return this.model.trails.list().filter((t) => this.filter.test(t));
  }

  shownTrails() {
    return this.matchingTrails().filter((t) => !this.model.heldKeys.has(keyOf(t)));
  }

  render() {
    const m = this.model;
    return html`${barView(this)}
      <div class="body ${m.requestId || this.embedded ? 'alone' : ''}">
        ${m.requestId || this.embedded ? nothing : functionList(m.functions, m.fn, (fn) => this.chooseFunction(fn))} ${this.list(m)}
      </div>
      ${helpDialog()} ${tokenDialog((token) => this.useToken(token))}`;
  }

  list(m) {
    const matching = this.matchingTrails();
    const shown = matching.filter((t) => !m.heldKeys.has(keyOf(t)));
    const held = matching.length - shown.length;
    const view = { ...this.view, showFunction: !m.fn, marked: this.marked, finder: finderOf(markedTerms(m.q)) };
    return html`<main
      class="list ${this.view.wrap ? 'wrap' : 'no-wrap'}"
      @scroll=${() => this.onScroll()}
      @toggle-platform=${() => this.setView({ platform: !this.view.platform })}
    >
      ${held
        ? html`<button class="pill" @click=${() => this.showNewest()}>${plural(held, 'new request')}</button>`
        : nothing}
      ${shown.length ? this.banner(m) : nothing}
      ${repeat(this.withDays(shown), (item) => (item.day ? item.day : keyOf(item)), (item) =>
        item.day
          ? html`<h2 class="day">${item.day}</h2>`
          : trailRow(item, keyOf(item), m.openKeys.has(keyOf(item)), view, (key) => m.toggle(key)),
      )}
      ${shown.length ? nothing : this.empty(m)}
      ${m.cursor && shown.length
        ? html`<button class="older" @click=${() => this.loadOlder()}>${m.q ? 'Search on' : 'View older'}</button>`
        : nothing}
    </main>`;
  }

  /** The trails with a heading, {day}, before the first of each day. */
  withDays(trails) {
    const items = [];
    let last = null;
    for (const trail of trails) {
      const at = trail.startedAt ?? trail.lastEventAt;
      const day = at ? dayOf(at, this.view.timeMode === 'utc') : 'No time';
      if (day !== last) items.push({ day });
      last = day;
      items.push(trail);
    }
    return items;
  }

  banner(m) {
    if (m.lost) return lostBanner(m.lost, () => m.tryNow());
    if (m.problem) return problemBanner(m.problem, () => m.dismissProblem());
    return nothing;
  }

  empty(m) {
    if (m.lost && !m.trails.list().length) return lostView(m.lost, m.q, () => m.tryNow());
    const { loading, problem, requestId, fn, q, search, tailState: tail } = m;
    const loaded = m.trails.list().length;
    const state = { loading, problem, requestId, fn, q, search, tail, filter: this.filterText, loaded };
    return emptyView(state, {
      onRetry: () => m.load(),
      onClearFilter: () => this.setFilter(''),
      onEndSearch: () => this.search(''),
      onOlder: m.cursor ? () => this.loadOlder() : null,
    });
  }

  useToken(token) {
    setToken(token);
    this.readAddress();
  }
}

customElements.define('logtrail-app', LogtrailApp);
