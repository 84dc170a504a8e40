// The bar: function, filter, how lines are shown, and whether all of it is up to date.

import { html, live, nothing } from './lit.js';
import { functionSelect } from './function-list.js';
import { statusView } from './status-view.js';
import { TIME_MODES, nextTimeMode } from './view-settings.js';

function toggle(on, text, title, action) {
  return html`<button class="toggle" aria-pressed=${on} title=${title} @click=${action}>${text}</button>`;
}

const statsAddress = (fn) => (fn ? `/stats?function=${encodeURIComponent(fn)}` : '/stats');

function filterBox(app) {
  return html`<input
    id="filter"
    type="search"
    placeholder="Filter: text, err, cold, >500ms, level:warn … Enter searches all"
    aria-label="Filter the loaded requests; Enter searches everything stored"
    aria-invalid=${app.filter.fault ? 'true' : 'false'}
    title=${app.filter.fault ?? 'Press / to come here; Enter searches everything stored, as a CloudWatch Logs filter pattern'}
    .value=${live(app.filterText)}
    @input=${(e) => app.filterBy(e.target.value)}
    @keydown=${(e) => e.key === 'Enter' && e.target.value.trim() && app.searchFor(e.target.value)}
  />`;
}

function searchChip(app) {
  const { q } = app.session;
  if (!q) return nothing;
  return html`<button class="chip" title="Show everything again" @click=${() => app.searchFor('')}>
    search: <code>${q}</code> <span aria-hidden="true">×</span>
  </button>`;
}

function tools(app) {
  const { view } = app;
  return html`<span class="tools">
    <button class="toggle" title="Times (t)" @click=${() => app.setView(nextTimeMode(view))}>
      ${TIME_MODES[view.timeMode]}
    </button>
    ${toggle(view.wrap, 'wrap', 'Wrap lines (w)', () => app.setView({ wrap: !view.wrap }))}
    ${toggle(view.platform, 'platform', 'Platform lines (p)', () => app.setView({ platform: !view.platform }))}
    ${toggle(app.follow, 'follow', 'Follow the newest (f)', () => app.toggleFollow())}
    <a class="toggle link" href=${statsAddress(app.session.fn)} target=${app.pane ? '_blank' : '_self'} title="Counts, durations and costs">stats</a>
    <button class="toggle" title="Help (?)" aria-label="Help" @click=${() => app.dialog('help')}>?</button>
  </span>`;
}

export function barView(app) {
  const s = app.session;
  return html`<header class="bar">
    <a class="brand" href="/" target=${app.pane ? '_blank' : '_self'} title="All functions">Logtrail</a>
    ${s.requestId ? nothing : functionSelect(s.functions, s.fn, (fn) => app.choose(fn))}
    ${searchChip(app)} ${filterBox(app)} ${tools(app)}
    <span class="said" role="status">${app.said ?? ''}</span>
    ${statusView(s.tailState)}
  </header>`;
}
