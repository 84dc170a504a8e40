// What the page knows: the loaded trails, the functions, the live tail. Tells its owner of changes.

import { listFunctions, listTrails, trailsOf } from './api.js';
import { Tail } from './tail.js';
import { Trails, keyOf } from './trails.js';

const PAGE = 30;
const FILTERED_PAGE = 200; // Few of them will match.
const FUNCTIONS_MS = 10_000;
const RELOAD_MS = 2_000;
const MAX_LAG_S = 3_600; // Older events are replays and say nothing of the lag.
const ENTRIES_AT_ONCE = 4;

export class Session {
  /** `canShow()` tells whether new trails may be shown now, or are held back. */
  constructor(onChange, canShow) {
    this.onChange = onChange;
    this.canShow = canShow;
    this.trails = new Trails();
    this.functions = [];
    this.open = new Set();
    this.held = new Set();
    this.tailState = { state: 'connecting', lagS: null, stalled: null };
    this.functionsTimer = setInterval(() => this.loadFunctions(), FUNCTIONS_MS);
  }

  /** Shows a function, all (null), or one request id; `q`: only what matches a filter pattern. */
  show({ fn = null, requestId = null, q = null }) {
    this.fn = fn;
    this.q = q;
    this.searched = null;
    this.requestId = requestId;
    this.trails.clear();
    this.open.clear();
    this.held.clear();
    this.cursor = null;
    this.loading = true;
    this.problem = null;
    this.tail?.close();
    this.tail = new Tail(
      { function: fn, q },
      (name, data) => this.heard(name, data),
      (state) => this.fared(state),
    );
    this.loadFunctions();
    this.onChange();
  }

  heard(name, data) {
    if (name === 'start') this.load();
    else if (name === 'trail') this.took(data);
    else if (name === 'gone') this.trails.gone(data);
    else if (name === 'reset') this.reload();
    this.tailState.stalled = name === 'stalled' ? data.reason : null;
    this.onChange();
  }

  took(event) {
    if (this.requestId && event.requestId !== this.requestId) return;
    const isNew = this.trails.apply(event);
    const key = keyOf(event);
    if (this.requestId) this.open.add(key);
    else if (isNew && !this.canShow()) this.held.add(key);
    if (this.open.has(key)) this.fill(this.trails.get(key));
    const lagS = (Date.now() - Date.parse(event.lastEventAt ?? event.startedAt)) / 1000;
    if (lagS < MAX_LAG_S) this.tailState.lagS = Math.max(0, lagS);
    this.trails.trim((k) => this.open.has(k));
  }

  fared(state) {
    Object.assign(this.tailState, { reason: null, stalled: null }, state);
    if (state.state === 'refused') this.onRefused?.();
    if (['waiting', 'ended'].includes(state.state) && this.loading) {
      this.problem = state.reason;
      this.loading = false;
    }
    this.onChange();
  }

  /** After a reset; not more often than a person can follow. */
  reload() {
    if (this.reloading) return;
    this.reloading = setTimeout(() => {
      this.reloading = null;
      this.load();
    }, RELOAD_MS);
  }

  async load() {
    const shown = this.tail;
    await this.attempt(async () => {
      if (this.requestId) {
        const trails = await trailsOf(this.requestId);
        if (shown !== this.tail) return;
        trails.forEach((t) => this.add(t, true));
      } else {
        const page = await listTrails({ function: this.fn, q: this.q, limit: PAGE });
        if (shown !== this.tail) return;
        page.trails.forEach((t) => this.add(t));
        this.cursor ??= page.nextCursor;
        this.searched ??= page.search ?? null;
      }
      this.loading = false;
    });
  }

  async older(isFiltered) {
    const limit = isFiltered ? FILTERED_PAGE : PAGE;
    await this.attempt(async () => {
      const page = await listTrails({ function: this.fn, q: this.q, limit, cursor: this.cursor });
      page.trails.forEach((t) => this.add(t));
      this.cursor = page.nextCursor;
      this.searched = page.search ?? null;
    });
  }

  add(trail, open = false) {
    this.trails.put(trail);
    if (open) this.open.add(keyOf(trail));
  }

  async loadFunctions() {
    if (document.hidden) return;
    await this.attempt(async () => {
      this.functions = (await listFunctions()).functions;
    }, true);
  }

  toggle(key) {
    if (!this.open.delete(key)) {
      this.open.add(key);
      this.fill(this.trails.get(key));
    }
    this.onChange();
  }

  /** Loads the entries of a trail that came without. */
  async fill(trail) {
    if (!trail || trail.entries) return;
    await this.attempt(async () => {
      for (const t of await trailsOf(trail.requestId)) {
        if (this.trails.get(keyOf(t))) this.trails.put(t);
      }
    }, true);
  }

  /** Loads the entries of all that came without, for a filter that looks into them. */
  async fillAll() {
    const missing = this.trails.list().filter((t) => !t.entries);
    while (missing.length) {
      await Promise.all(missing.splice(0, ENTRIES_AT_ONCE).map((t) => this.fill(t)));
    }
  }

  release() {
    this.held.clear();
    this.onChange();
  }

  async attempt(action, quietly = false) {
    try {
      await action();
      if (!quietly) this.problem = null;
    } catch (problem) {
      if (problem.status === 401) this.onRefused?.();
      if (!quietly) this.problem = problem.message;
      this.loading = false;
    }
    this.onChange();
  }
}
