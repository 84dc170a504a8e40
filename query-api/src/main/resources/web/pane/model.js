// What the page of trails shows: loaded trails and functions, kept by what the live tail tells.
// Calls its owner back after each change.

import { LIST, isAskedEarly, listFunctions, requestPath, trailsOf } from '../lib/api.js';
import { finderOf, markedTerms } from '../lib/search-terms.js';
import { parseFilter } from '../filter/filter.js';
import { listParams, newestOf } from '../list/asked-list.js';
import { HeldRows } from '../list/held-rows.js';
import { LoadedTrails, keyOf } from '../list/loaded-trails.js';
import { loadNewer } from '../list/newer-trails.js';
import { firstPage, olderPage } from '../list/pages.js';
import { Connection } from './connection.js';
import { RequestLoads } from './request-loads.js';
import { isWithin } from '../filter/time-range.js';

const FUNCTIONS_REFRESH_MS = 10_000;
const RELOAD_DELAY_MS = 2_000;
const GONE_MS = 1_500; // A row that is gone usually has a successor: until it comes the trail stays.

export class PaneModel {
  /**
   * `onChange()` after each change, `onArrival()` after one that came by itself; `canShow()`: whether new trails may be shown at once, or are
   * held back; `opensNewest()`: whether each new one is opened; `onUnauthorized()` when the server asks for a token.
   */
  constructor({ onChange, onArrival, canShow, opensNewest, onUnauthorized }) {
    Object.assign(this, { onChange, onArrival, canShow, opensNewest, onUnauthorized });
    this.trails = new LoadedTrails();
    this.functions = [];
    this.openKeys = new Set();
    this.hidden = new HeldRows();
    this.connection = new Connection(
      (name, data) => this.onTailEvent(name, data),
      (state) => this.onTailState(state),
    );
    setInterval(() => this.loadFunctions(), FUNCTIONS_REFRESH_MS);
  }

  /**
   * Shows a function, all (null), or one request id. `q`: only what matches a filter pattern; `filter`: only what a
   * parsed filter means (filter.js); `range`: {from, to} of starts, as the API takes them; `order`: 'slowest' for those alone.
   */
  show({ fn = null, requestId = null, q = null, filter = parseFilter(''), range = {}, order = null }) {
    this.fn = fn;
    this.filter = filter;
    this.range = range;
    this.listParams = listParams({ fn, q, filter, range });
    this.q = this.listParams.q;
    // One object for a search: another one would render all open lines again.
    this.finder = finderOf(markedTerms(this.q));
    this.search = null;
    this.requestId = requestId;
    this.order = order;
    this.leastMs = null; // Of the slowest: what is shown took at least so long.
    this.trails.clear(order);
    this.openKeys.clear();
    this.hidden.forget();
    this.opened = null; // The newest, where each newest one is opened by itself.
    this.cursor = null;
    this.firstPage = null;
    this.loading = true;
    this.problem = this.fault = null; // `fault`: where the pattern cannot be read: {column, reason, example}.
    this.ofRequest = new RequestLoads();
    this.openTail();
    if (requestId ? isAskedEarly(requestPath(requestId)) : isAskedEarly(LIST, newestOf(this.params()))) this.load();
    if (!requestId) this.loadFunctions();
    this.onChange();
  }

  openTail() {
    this.connection.open({ function: this.params().function, requestId: this.requestId, q: this.q });
    if (!this.connection.isLive) this.load();
  }

  /** Follows what comes, or stops to. */
  setLive(isLive) {
    this.connection.isLive = isLive;
    this.openTail();
    this.onChange();
  }

  /** What is shown at the moment, to be compared once an answer has come. */
  get tail() {
    return this.connection.tail;
  }

  /** Asks once for what is newer than what is loaded. */
  async loadNewer() {
    const tail = this.tail;
    const params = this.leastMs == null ? this.params() : { ...this.params(), minDurationMs: this.leastMs };
    await this.withProblem(() => loadNewer(params, this.trails, () => tail === this.tail));
    for (const key of this.openKeys) this.loadEntries(this.trails.get(key));
  }

  onTailEvent(name, data) {
    if (name === 'start') this.load();
    else if (name === 'trail') this.onTrail(data);
    else if (name === 'gone') this.onGone(data);
    else if (name === 'reset') this.reloadSoon();
    this.onArrival();
  }

  /** What lists and histogram are asked for. */
  params() {
    return this.listParams;
  }

  /** Whether a trail of the live tail, which knows function and pattern alone, belongs into the list. */
  isMeant(event) {
    if (this.requestId) return event.requestId === this.requestId;
    const isSlow = this.leastMs == null || event.report?.durationMs >= this.leastMs;
    return this.trails.get(keyOf(event)) || (isSlow && this.filter.test(event) && isWithin(event, this.range));
  }

  onTrail(event) {
    if (!this.isMeant(event)) return;
    const isNew = this.trails.applyEvent(event);
    const key = keyOf(event);
    if (this.requestId) this.openKeys.add(key);
    else if (isNew && !this.canShow()) this.hidden.hold(key);
    else if (isNew) this.onNew(key);
    if (this.openKeys.has(key)) this.loadEntries(this.trails.get(key));
    this.connection.noteLag(event);
    this.trails.trim((k) => this.openKeys.has(k));
  }

  /** Opens a new request in place of the one that was opened like that before, if that is wanted. */
  onNew(key) {
    if (!this.opensNewest()) return;
    if (this.opened) this.openKeys.delete(this.opened);
    this.opened = key;
    this.openKeys.add(key);
  }

  onGone({ trailId }) {
    setTimeout(() => {
      this.trails.removeRow(trailId);
      this.onChange();
    }, GONE_MS);
  }

  onTailState(state) {
    if (state.state === 'unauthorized') this.onUnauthorized();
    if (['waiting', 'ended', 'unauthorized'].includes(state.state) && this.loading) {
      this.problem = state.reason;
      this.fault = state.fault ?? null;
      this.loading = false;
    }
    this.onChange();
  }

  /** Loads again after a reset of the live tail; several resets in a row load once. */
  reloadSoon() {
    this.reloadTimer ??= setTimeout(() => {
      this.reloadTimer = null;
      this.load();
    }, RELOAD_DELAY_MS);
  }

  async load() {
    const tail = this.tail;
    await this.withProblem(async () => {
      if (this.requestId) {
        const trails = await this.ofRequest.load(this.requestId, (t) => this.showFirst(t, tail));
        if (tail !== this.tail) return; // Something else is shown by now.
        trails.forEach((t) => this.add(t, true));
        if (!this.functions.length) this.loadFunctions(); // What can wait until the request is here.
      } else {
        const page = await firstPage(this.params(), this.order);
        if (tail !== this.tail) return;
        this.leastMs = page.leastMs ?? null;
        page.trails.forEach((t) => this.add(t));
        this.cursor ??= page.nextCursor;
        this.firstPage ??= { cursor: page.nextCursor, last: this.trails.get(page.trails.length && keyOf(page.trails.at(-1))) };
        this.search ??= page.search ?? null;
      }
      this.loading = false;
    });
  }

  async loadOlder() {
    const tail = this.tail;
    await this.withProblem(async () => {
      const page = await olderPage(this.params(), this.cursor);
      if (tail !== this.tail) return;
      page.trails.forEach((t) => this.add(t));
      this.cursor = page.nextCursor;
      this.search = page.search ?? null;
    });
  }

  /** Whether older ones were loaded than at first. */
  get hasOlder() {
    return this.firstPage?.last != null && this.cursor !== this.firstPage.cursor;
  }

  /** Goes back to what was loaded at first, and what has come since. */
  hideOlder() {
    this.trails.dropAfter(this.firstPage.last, (key) => this.openKeys.has(key));
    this.cursor = this.firstPage.cursor;
    this.onChange();
  }

  /** Shows the first lines of a long trail while the others come. */
  showFirst(trail, tail) {
    if (tail !== this.tail) return;
    this.loading = false;
    this.add(trail, this.requestId != null);
    this.onChange();
  }

  add(trail, open = false) {
    this.trails.put(trail);
    if (open) this.openKeys.add(keyOf(trail));
  }

  async loadFunctions() {
    if (document.hidden) return;
    await this.inBackground(async () => {
      this.functions = (await listFunctions()).functions;
    });
  }

  /** Opens a trail, or closes it. */
  toggle(key) {
    if (!this.openKeys.delete(key)) {
      this.openKeys.add(key);
      this.loadEntries(this.trails.get(key));
    }
    this.onChange();
  }

  /** Loads the entries of a trail that has none yet. */
  async loadEntries(trail) {
    if (!trail || trail.entries) return;
    await this.inBackground(async () => {
      for (const t of await trailsOf(trail.requestId, (first) => this.trails.get(keyOf(first)) && this.showFirst(first, this.tail))) {
        if (this.trails.get(keyOf(t))) this.trails.put(t);
      }
    });
  }

  /** Shows the trails that were held back. */
  showHeld() {
    this.hidden.release();
    this.onChange();
  }

  /** Forgets what failed, once the person has read it. */
  dismissProblem() {
    this.problem = null;
    this.onChange();
  }

  /** Runs what the person waits for: its problem is shown. */
  async withProblem(action) {
    try {
      await action();
      this.problem = this.fault = null;
    } catch (problem) {
      this.problem = problem.message;
      this.fault = problem.fault ?? null;
      this.loading = false;
      this.askForToken(problem);
    }
    this.onChange();
  }

  /** Runs what nobody waits for: its problem is not shown, since the next run or the tail state tells. */
  async inBackground(action) {
    try {
      await action();
    } catch (problem) {
      this.askForToken(problem);
    }
    this.onChange();
  }

  askForToken(problem) {
    if (problem.status === 401) this.onUnauthorized();
  }
}
