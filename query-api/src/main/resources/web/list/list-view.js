// The list of trails with what stands above it, between its days, and in its place while it is empty.

import { dayOf, plural } from '../lib/format.js';
import { guard, html, nothing } from '../lib/lit.js';
import { trailRow } from '../trail/trail-row.js';
import { emptyView } from './empty-view.js';
import { keyOf } from './loaded-trails.js';
import { lostBanner, lostView, problemBanner } from './lost-view.js';
import { toggleTrail } from './opening.js';
import './request-histogram.js';
import './virtual-trails.js';

function banner(m) {
  if (m.connection.lost) return lostBanner(m.connection.lost, () => m.connection.tryNow());
  if (m.problem && !m.fault) return problemBanner(m.problem, () => m.dismissProblem());
  return nothing;
}

function emptyList(app) {
  const m = app.model;
  const { filter, q, from, to } = app.asked;
  const sought = [filter, q].filter(Boolean).join(' ');
  const { lost, state: tail } = m.connection;
  if (lost && !m.trails.list().length) return lostView(lost, sought, () => m.connection.tryNow());
  const { loading, problem, requestId, fn, search } = m;
  const state = { loading, problem, isUnread: m.fault != null, requestId, fn, sought, hasWords: m.q != null, name: !app.embedded && sought === m.q && /^[\w.:/-]+$/.test(sought) ? sought : null, isLimited: from != null || to != null, search, tail, feeds: app.feeds, functions: m.functions };
  return emptyView(state, {
    onRetry: () => m.load(),
    onEndSearch: () => app.navigate({ filter: null, q: null }),
    onAnyTime: () => app.setRange({ from: null, to: null }),
    onFunction: (fn) => app.chooseFunction(fn),
    onNamedFunction: (fn) => app.navigate({ fn, q: null, filter: null }),
    onOlder: m.cursor ? () => m.loadOlder() : null,
  });
}

/** What a search found, for those who hear the page; without one rows come and go too often to be told. */
function foundView(app, count) {
  const { filter, q, from, to } = app.asked;
  const isSearch = [filter, q, from, to].some((part) => part != null && part !== '');
  if (app.model.fault) return nothing; // It is told beneath the filter box.
  const text = app.model.loading ? 'Searching' : `${count || 'No'} ${count === 1 ? 'request' : 'requests'} found`;
  return html`<p class="offscreen" role="status">${isSearch ? text : ''}</p>`;
}

function histogramView(app) {
  const m = app.model;
  if (m.requestId || app.embedded) return nothing;
  return html`<request-histogram
    .params=${m.params()}
    .filter=${app.filterText}
    .order=${m.order}
    ?utc=${app.utc}
    @word=${(e) => app.toggleWord(e.detail)}
    @order=${() => app.toggleSlowest()}
    @range=${(e) => app.setRange(e.detail)}
  ></request-histogram>`;
}

/** `app`: the LogtrailApp whose trails are shown. */
export function listView(app) {
  const m = app.model;
  const shown = app.shownTrails();
  const held = m.hidden.newKeys.size;
  const { timeMode, platform } = app.view;
  const view = { timeMode, platform, showFunction: !m.fn, showDate: m.order != null, marked: app.marked, finder: m.finder };
  const timeouts = app.shown.timeouts(m.functions);
  const row = (trail) => {
    const key = keyOf(trail);
    const isOpen = m.openKeys.has(key);
    const second = trail.state === 'open' ? Math.floor(Date.now() / 1_000) : null; // Its row tells for how long.
    const timeoutMs = trail.state === 'open' ? (timeouts.get(trail.functionName) ?? null) : null;
    // Worked out again only when one of these is another.
    return guard([trail, isOpen, second, timeoutMs, ...Object.values(view)], () =>
      trailRow(trail, key, isOpen, { ...view, timeoutMs }, () => toggleTrail(app, key)),
    );
  };
  return html`<main
    id="main"
    tabindex="-1"
    class="list ${app.view.wrap ? 'wrap' : 'no-wrap'} ${m.order ? 'with-dates' : ''}"
    @scroll=${() => app.reader.onScroll()}
    @focusout=${() => setTimeout(() => app.reader.showIfUnread())}
    @pointerenter=${(e) => app.reader.onPointer(e)}
    @pointerleave=${(e) => app.reader.onPointer(e)}
    @toggle-platform=${() => app.setView({ platform: !app.view.platform })}
    @filter-value=${(e) => app.onValue(e.detail)}
  >
    <h1 class="offscreen">${m.requestId ? `Request ${m.requestId}` : `Requests of ${m.fn ?? 'all functions'}`}</h1>
    ${foundView(app, shown.length)} ${histogramView(app)}
    ${held ? html`<button class="pill" @click=${() => app.reader.showNewest()}>${plural(held, 'new request')}</button>` : nothing}
    ${shown.length ? banner(m) : nothing}
    <virtual-trails
      .items=${m.order ? shown : app.shown.withDays(app.utc)}
      .openKeys=${m.openKeys}
      .rowOf=${(item) => (item.day ? html`<h2 class="day">${item.at ? dayOf(item.at, app.utc) : item.day}</h2>` : row(item))}
    ></virtual-trails>
    ${shown.length ? nothing : emptyList(app)}
    <div class="ends">
      ${m.loading && shown.length ? html`<span role="status">Loading older ones…</span>` : nothing}
      ${m.cursor && shown.length
        ? html`<button class="older" @click=${() => m.loadOlder()}>
            ${m.search && !m.search.complete ? 'Search on' : 'View older'}
          </button>`
        : nothing}
      ${m.hasOlder ? html`<button class="hide-older" @click=${() => m.hideOlder()}>Hide older</button>` : nothing}
    </div>
  </main>`;
}
