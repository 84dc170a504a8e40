// The bar at the top of the page of trails: function, filter, switches, state of the live tail.

import { plural } from '../lib/format.js';
import { icon } from '../lib/icons.js';
import { guard, html, nothing } from '../lib/lit.js';
import { feedsView } from '../feeds/feeds-view.js';
import '../filter/filter-box.js';
import { placeOf } from '../filter/filter.js';
import { functionSelect } from './function-list.js';
import { moreMenu, pagesOf } from './more-menu.js';
import { visible } from '../lib/shown-text.js';
import { statusView } from '../feeds/status-view.js';
import { rangeSelect } from '../filter/time-range.js';
import { TIME_MODES, nextTimeMode } from './view-settings.js';

function toggle(on, name, text, title, action) {
  return html`<button class="toggle" aria-pressed=${on} aria-label=${title} title=${title} @click=${action}>
    ${icon(name)}<span>${text}</span>
  </button>`;
}

/** What the server cannot read, as the box shows it: in its own text, or in the pattern of the page around a pane. */
function faultOf(app) {
  const { fault } = app.model;
  if (!fault) return null;
  const { q } = app.asked;
  const own = q ? fault.column - q.length - 1 : fault.column;
  const place = own > 0 ? { text: app.filterText, at: placeOf(app.filterText, own), isOwn: true } : { text: q, at: fault.column - 1 };
  return { ...place, length: 1, message: fault.reason, example: fault.example };
}

function filterBox(app) {
  return html`<filter-box
    .text=${app.filterText}
    .functions=${app.model.functions}
    .fn=${app.model.fn}
    .fault=${faultOf(app)}
    @filter=${(e) => app.onFilter(e.detail)}
  ></filter-box>`;
}

/** What the page around an embedded pane asks for beside the filter box. */
function searchChip(app) {
  const { q } = app.asked;
  if (!q) return nothing;
  return html`<button class="chip" title="Show everything again" @click=${() => app.navigate({ q: null })}>
    search: <code>${q}</code> <span aria-hidden="true">×</span>
  </button>`;
}

function rangeView(app) {
  if (app.model.requestId) return nothing;
  return rangeSelect(app.range, app.utc, (range) => app.setRange(range), () => app.openDialog('range'));
}

/** From the page of a request to the others of its function. */
function functionLink(m) {
  const fn = m.trails.list()[0]?.functionName;
  if (!fn) return nothing;
  return html`<a class="toggle link" href=${pagesOf(fn).requests} title="All requests of ${visible(fn)}">‹ ${visible(fn)}</a>`;
}

/** The other pages; the menu has them, too, where the bar has no room. */
function places(app) {
  if (app.embedded) return nothing;
  const pages = pagesOf(app.model.fn ?? (app.model.requestId && app.model.trails.list()[0]?.functionName), app.range);
  return html`<nav class="places" aria-label="Pages">
    <a class="toggle link" href=${pages.stats} title="Durations, failures and costs over time">Statistics</a>
    <a class="toggle link" href=${pages.insights} title="What requests tell together">Insights</a>
    <a class="toggle link" href="/alerts">Alerts</a>
  </nav>`;
}

function deadLettersLink(app) {
  if (!app.deadLetters) return nothing;
  return html`<a class="toggle link letters" href="/dead-letters" title="What could not be read or stored">
    ${plural(app.deadLetters, 'dead letter')}
  </a>`;
}

function switches(app) {
  const { view, model: m } = app;
  return html`<span class="tools">
    <invoke-button .target=${m.functions.find((f) => f.functionName === m.fn)}></invoke-button>
    <button class="toggle times" title="Times (t): ${TIME_MODES[view.timeMode]}" @click=${() => app.setView(nextTimeMode(view))}>
      ${icon('clock')}<span>${TIME_MODES[view.timeMode]}</span>
    </button>
    ${toggle(view.wrap, 'wrap', 'wrap', 'Wrap lines (w)', () => app.setView({ wrap: !view.wrap }))}
    ${m.requestId ? nothing : toggle(app.reader.follow, 'follow', 'follow', 'Follow the newest (f)', () => app.toggleFollow())}
    ${m.connection.isLive
      ? nothing
      : html`<button class="toggle newer" title="Ask once for what is newer" @click=${() => m.loadNewer()}>View newer</button>`}
    ${moreMenu(app)}
    ${app.closable
      ? html`<button class="toggle" aria-label="Close" title="Close" @click=${() => app.host.tell('close')}>${icon('close')}</button>`
      : nothing}
  </span>`;
}

/** `app`: the LogtrailApp whose state is shown and changed. */
export function barView(app) {
  const m = app.model;
  return html`<header class="bar">
    <a class="brand" href="/" title="All functions">Logtrail</a>
    ${m.requestId ? functionLink(m) : guard([m.functions, m.fn], () => functionSelect(m.functions, m.fn, (fn) => app.chooseFunction(fn)))}
    ${searchChip(app)} ${filterBox(app)} ${rangeView(app)} ${feedsView(app.feeds)} ${deadLettersLink(app)} ${places(app)} ${switches(app)}
    <span class="notice" role="status">${app.notice ?? ''}</span>
    ${statusView(m.connection.state, app.completeness)}
  </header>`;
}
