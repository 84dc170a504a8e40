// The page of trails, <logtrail-app>: puts its parts together and holds what the person has chosen.

import { pathOf, setToken } from '../lib/api.js';
import { copyText } from '../lib/clipboard.js';
import { Frames } from '../lib/frames.js';
import { LitElement, guard, html, nothing, repeat } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';
import { skipLink } from '../lib/skip-link.js';
import { tokenDialog } from '../lib/token-dialog.js';
import { markOf, permalinkOf } from '../trail/trail-text.js';
import { barView } from './bar-view.js';
import { keepRecent } from '../filter/completion.js';
import { conditionOf, idIn, parseFilter, withCondition, withWord } from '../filter/filter.js';
import { functionList } from './function-list.js';
import { helpDialog } from './help-dialog.js';
import { Host } from './host.js';
import { askedBy } from '../list/asked-list.js';
import { focusedKey, listenToKeys } from '../list/keys.js';
import { listView } from '../list/list-view.js';
import { PaneModel } from './model.js';
import { movingKeys } from '../list/moving-keys.js';
import { Reader } from '../list/reader.js';
import { ShownTrails } from '../list/shown-trails.js';
import { rangeDialog } from '../filter/time-range.js';
import { nextTimeMode, saveView, savedView } from './view-settings.js';
import { watchStatus } from '../feeds/watch-status.js';

class LogtrailApp extends LitElement {
  constructor() {
    super();
    this.embedded = location.pathname === '/pane';
    this.closable = this.embedded && new URLSearchParams(location.search).has('closable');
    this.view = savedView();
    this.filterText = '';
    this.range = {};
    this.dialogs = new Set(); // Those that were wanted so far.
    this.frames = new Frames();
    this.model = new PaneModel({
      onChange: () => this.onModelChange(),
      onArrival: () => this.frames.arrived(() => this.onModelChange()),
      canShow: () => this.reader.wantsNew,
      opensNewest: () => this.view.opensNewest,
      onUnauthorized: () => {
        this.host?.once('unauthorized');
        this.openDialog('token');
      },
    });
    this.shown = new ShownTrails(this.model.trails, this.model.hidden);
    this.reader = new Reader(() => this.querySelector('.list'), this.model);
    if (this.embedded) {
      this.host = new Host({
        onRequest: (request) => this.navigate({ fn: request.function, q: request.q }),
        onToken: (token) => this.useToken(token),
      });
    }
  }

  createRenderRoot() {
    return this; // No shadow root: the page's style sheets apply.
  }

  async scheduleUpdate() {
    await this.frames.next();
    super.scheduleUpdate();
  }

  connectedCallback() {
    super.connectedCallback();
    this.classList.toggle('pane', this.embedded);
    this.readAddress();
    this.onPop = () => this.readAddress();
    window.addEventListener('popstate', this.onPop);
    if (this.embedded) {
      // A pane stays what it is: whatever a link leads to opens in a tab of its own.
      document.head.append(Object.assign(document.createElement('base'), { target: '_blank' }));
      this.host.start(this);
    } else this.stopWatching = watchStatus(this);
    this.stopKeys = listenToKeys({
      ...movingKeys(this),
      '/': () => this.querySelector('#filter').focus(),
      '?': () => this.openDialog('help'),
      f: () => this.toggleFollow(),
      t: () => this.setView(nextTimeMode(this.view)),
      w: () => this.setView({ wrap: !this.view.wrap }),
      p: () => this.setView({ platform: !this.view.platform }),
      y: () => this.copyLink(),
      o: () => this.setView({ opensNewest: !this.view.opensNewest }),
      l: () => this.toggleLive(),
      c: () => this.clear(),
      Escape: () => this.onEscape(),
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('popstate', this.onPop);
    this.host?.stop();
    this.stopWatching?.();
    this.tick(false);
    this.stopKeys();
  }

  readAddress() {
    const asked = askedBy(location);
    this.marked = asked.requestId ? markOf(location.hash) : null;
    this.filterText = asked.filterText;
    this.range = asked.range;
    this.model.show(asked);
  }

  /** What the address says: {fn, q, filter, from, to, order}, null where it says nothing. */
  get asked() {
    const query = new URLSearchParams(location.search);
    const order = query.get('order') === 'slowest' ? 'slowest' : null;
    return { fn: query.get('function'), q: query.get('q'), filter: query.get('filter'), from: query.get('from'), to: query.get('to'), order };
  }

  /** Goes where the address has a part changed; `replaces`: without an entry in the history of the browser. */
  navigate(change, replaces = false) {
    const { fn, ...rest } = { ...this.asked, ...change };
    const query = new URLSearchParams(Object.entries({ function: fn, ...rest }).filter(([, v]) => v));
    const address = `${this.embedded ? '/pane' : '/'}${query.size ? `?${query}` : ''}`;
    // An embedded pane must not add entries to the browser history of the page around it.
    if (this.embedded || replaces) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    this.readAddress();
  }

  onModelChange() {
    this.requestUpdate();
    if (!this.model.loading) this.host?.once('ready');
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
    this.navigate({ fn });
  }

  /** Shows what a text of the filter box means, or opens what it names. */
  onFilter({ text, final }) {
    const trimmed = text.trim();
    const opens = final ? (idIn(trimmed) ?? parseFilter(trimmed).opens) : null;
    if (final) keepRecent(trimmed);
    const { traceId, execution } = (final && !this.embedded && idIn(trimmed)) || {};
    if (traceId || execution) {
      location.assign(traceId ? `/t/${encodeURIComponent(traceId)}` : `/x/${pathOf(execution)}`);
      return;
    }
    if (opens?.requestId && !this.embedded) {
      history.pushState(null, '', `/r/${encodeURIComponent(opens.requestId)}`);
      this.readAddress();
    } else if (trimmed !== (this.asked.filter ?? '') || this.model.requestId) this.navigate({ filter: trimmed }, !final);
    else this.requestUpdate();
  }

  /** Adds what a value in a line was clicked for: lines that have it, or have it not. */
  onValue({ path, value, excludes }) {
    const condition = conditionOf(path, value, excludes);
    if (condition) this.navigate({ filter: withCondition(this.filterText, condition) });
  }

  /** Lists the slowest of all that the list would show, or the newest again. */
  toggleSlowest() {
    this.navigate({ order: this.asked.order ? null : 'slowest' });
  }

  /** Adds a word to the filter, or takes it away. */
  toggleWord(word) {
    this.navigate({ filter: withWord(this.filterText, word) });
  }

  setRange(range) {
    this.navigate(range);
  }

  setView(change) {
    this.view = { ...this.view, ...change };
    saveView(this.view);
    this.requestUpdate();
  }

  toggleFollow() {
    this.reader.follow = !this.reader.follow;
    if (this.reader.follow) this.reader.showNewest();
    else this.requestUpdate();
  }

  toggleLive() {
    this.model.setLive(!this.model.connection.isLive);
  }

  clear() {
    this.model.hidden.clear(this.shownTrails());
    this.notify('Cleared: nothing is deleted, “More” brings it back');
  }

  unclear() {
    this.model.hidden.unclear();
    this.requestUpdate();
  }

  onEscape() {
    const typing = this.querySelector('#filter') === document.activeElement;
    if (typing && this.querySelector('#filter').value) this.onFilter({ text: '', final: true });
    else if (typing) document.activeElement.blur();
    else {
      const row = document.activeElement?.closest?.('article.trail')?.querySelector('button.row');
      if (row?.getAttribute('aria-expanded') === 'true') row.click();
      row?.focus();
    }
  }

  async copyLink() {
    const trail = this.model.trails.get(focusedKey()) ?? this.shownTrails()[0];
    if (trail) this.notify((await copyText(permalinkOf(trail))) ? 'Link copied' : 'The browser did not allow copying');
  }

  /** Shows a short notice in the bar for two seconds. */
  notify(text) {
    this.notice = text;
    this.requestUpdate();
    clearTimeout(this.noticeTimer);
    if (text) this.noticeTimer = setTimeout(() => this.notify(''), 2000);
  }

  /** Shows a dialog, which is made when it is wanted for the first time. */
  async openDialog(id) {
    this.dialogs.add(id);
    this.requestUpdate();
    await this.updateComplete;
    const dialog = this.querySelector(`#${id}`); // None if it was settled meanwhile.
    if (dialog && !dialog.open) dialog.showModal();
  }

  dialogsView() {
    const all = {
      help: () => helpDialog(),
      range: () => rangeDialog(this.range, this.utc, (range) => this.setRange(range)),
      token: () => tokenDialog((token) => this.useToken(token)),
    };
    return repeat(this.dialogs, (id) => id, (id) => all[id]());
  }

  shownTrails() {
    return this.shown.list();
  }

  render() {
    const m = this.model;
    return html`${skipLink('main')} ${barView(this)}
      <div class="body ${m.requestId || this.embedded ? 'alone' : ''}">
        ${m.requestId || this.embedded ? nothing : guard([m.functions, m.fn], () => functionList(m.functions, m.fn, (fn) => this.chooseFunction(fn)))}
        ${listView(this)}
      </div>
      ${this.dialogsView()}`;
  }

  /** The tab says what it shows. */
  updated() {
    this.tick(this.model.connection.lost != null || this.model.trails.list().some((t) => t.state === 'open'));
    const { requestId, fn } = this.model;
    const shown = [requestId && `Request ${requestId}`, fn, this.filterText].filter(Boolean).map(visible);
    const title = [...shown, 'Logtrail'].join(' · ');
    if (document.title !== title) document.title = title;
  }

  get utc() {
    return this.view.timeMode === 'utc';
  }

  useToken(token) {
    setToken(token);
    this.dialogs.delete('token');
    this.requestUpdate();
    this.readAddress();
  }
}

customElements.define('logtrail-app', LogtrailApp);
