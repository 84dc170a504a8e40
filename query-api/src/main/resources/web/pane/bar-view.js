// The bar at the top of the page of trails: function, filter, switches, state of the live tail.

import { plural } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { feedsView } from './feeds-view.js';
import './filter-box.js';
import { functionSelect } from './function-list.js';
import { statusView } from './status-view.js';
import { rangeSelect } from './time-range.js';
import { TIME_MODES, nextTimeMode } from './view-settings.js';

function toggle(on, text, title, action) {
  return html`<button class="toggle" aria-pressed=${on} title=${title} @click=${action}>${text}</button>`;
}

const statsPage = (fn) => (fn ? `/stats?function=${encodeURIComponent(fn)}` : '/stats');

function filterBox(app) {
  const { problem, problemStatus } = app.model;
  return html`<filter-box
    .text=${app.filterText}
    .functions=${app.model.functions}
    .problem=${problem && problemStatus === 400 ? problem : null}
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

function deadLettersLink(app) {
  if (!app.deadLetters) return nothing;
  return html`<a class="toggle link letters" href="/dead-letters" title="What could not be read or stored">
    ${plural(app.deadLetters, 'dead letter')}
  </a>`;
}

function switches(app) {
  const { view } = app;
  return html`<span class="tools">
    <button class="toggle" title="Times (t)" @click=${() => app.setView(nextTimeMode(view))}>
      ${TIME_MODES[view.timeMode]}
    </button>
    ${toggle(view.wrap, 'wrap', 'Wrap lines (w)', () => app.setView({ wrap: !view.wrap }))}
    ${toggle(view.platform, 'platform', 'Platform lines (p)', () => app.setView({ platform: !view.platform }))}
    <invoke-button .target=${app.model.functions.find((f) => f.functionName === app.model.fn)}></invoke-button>
    ${toggle(app.follow, 'follow', 'Follow the newest (f)', () => app.toggleFollow())}
    <a class="toggle link" href=${statsPage(app.model.fn)} target=${app.embedded ? '_blank' : '_self'} title="Counts, durations and costs">stats</a>
    <button class="toggle" title="Help (?)" aria-label="Help" @click=${() => app.openDialog('help')}>?</button>
  </span>`;
}

/** `app`: the LogtrailApp whose state is shown and changed. */
export function barView(app) {
  const m = app.model;
  return html`<header class="bar">
    <a class="brand" href="/" target=${app.embedded ? '_blank' : '_self'} title="All functions">Logtrail</a>
    ${m.requestId ? nothing : functionSelect(m.functions, m.fn, (fn) => app.chooseFunction(fn))}
    ${searchChip(app)} ${filterBox(app)} ${rangeView(app)} ${feedsView(app.feeds)} ${deadLettersLink(app)} ${switches(app)}
    <span class="notice" role="status">${app.notice ?? ''}</span>
    ${statusView(m.tailState)}
  </header>`;
}
