// The menu at the end of the bar: how lines are shown, what is done with the list, and where else to go.

import { plural } from '../lib/format.js';
import { icon } from '../lib/icons.js';
import { html, nothing } from '../lib/lit.js';
import { downloadShown } from './downloads.js';
import { forgetSearch, nameOf, saveSearch, savedSearches } from '../filter/saved-searches.js';
import { TIME_MODES, nextTimeMode } from './view-settings.js';

const SPANS = { '-1h': '1h', '-7d': '7d', '-30d': '30d' }; // Those of insights, whose usual one is 24 hours.

/** The pages of a function, or of all; `range`: {from, to}, which the others keep where they have it. */
export function pagesOf(fn, { from, to } = {}) {
  const span = to ? undefined : SPANS[from];
  const address = (path, parts) => {
    const query = new URLSearchParams(Object.entries(parts).filter(([, v]) => v));
    return query.size ? `${path}?${query}` : path;
  };
  return {
    requests: address('/', { function: fn }),
    stats: address('/stats', { function: fn, from, to }),
    insights: address('/insights', { function: fn, range: span }),
  };
}

/** Closes the menu when the focus leaves it, or Escape is pressed. */
function onLeave(event) {
  const menu = event.currentTarget;
  if (event.type === 'keydown' ? event.key !== 'Escape' : menu.contains(event.relatedTarget)) return;
  if (event.type === 'keydown' && menu.open) {
    event.stopPropagation();
    menu.querySelector('summary').focus();
  }
  menu.open = false;
}

/** Searches that were saved, and what saves or forgets the one that is shown. */
function savedView(app, act) {
  if (app.model.requestId || app.embedded) return nothing;
  const { search } = location;
  const saved = savedSearches();
  const isSaved = saved.some((s) => s.search === search);
  const save = () => app.notify(saveSearch({ name: nameOf(app.asked), search }) ? 'Search saved' : 'The browser did not allow saving');
  const forget = () => app.notify(forgetSearch(search) ? 'Search forgotten' : 'The browser did not allow it');
  if (!saved.length && !search) return nothing;
  return html`<hr>
    ${saved.map((s) => html`<a href="/${s.search}" aria-current=${s.search === search ? 'true' : 'false'}><span>${s.name}</span></a>`)}
    ${search ? html`<button @click=${act(isSaved ? forget : save)}><span>${isSaved ? 'Forget this search' : 'Save this search'}</span></button>` : nothing}`;
}

/** `app`: the LogtrailApp whose list is shown. */
export function moreMenu(app) {
  const { model: m, view } = app;
  const pages = pagesOf(m.fn, app.range);
  const act = (action) => (event) => {
    event.currentTarget.closest('details').open = false;
    action();
  };
  const item = (text, key, action) =>
    html`<button @click=${act(action)}><span>${text}</span>${key ? html`<kbd>${key}</kbd>` : nothing}</button>`;
  const choice = (isOn, text, key, action) =>
    html`<button aria-pressed=${isOn} @click=${act(action)}><span>${text}</span>${key ? html`<kbd>${key}</kbd>` : nothing}</button>`;
  const save = async (format) => {
    try {
      await downloadShown(m, app.shownTrails().length, format);
    } catch (problem) {
      app.notify(problem.message);
    }
  };
  return html`<details class="menu" @focusout=${onLeave} @keydown=${onLeave}>
    <summary class="toggle" aria-label="More" title="More">${icon('more')}</summary>
    <div class="menu-items">
      ${item(`Times: ${TIME_MODES[view.timeMode]}`, 't', () => app.setView(nextTimeMode(view)))}
      ${choice(view.wrap, 'Wrap lines', 'w', () => app.setView({ wrap: !view.wrap }))}
      ${choice(view.platform, 'Platform lines', 'p', () => app.setView({ platform: !view.platform }))}
      <hr>
      ${choice(app.reader.follow, 'Follow the newest', 'f', () => app.toggleFollow())}
      ${choice(view.opensNewest, 'Open the newest', 'o', () => app.setView({ opensNewest: !view.opensNewest }))}
      ${choice(m.connection.isLive, 'Real time', 'l', () => app.toggleLive())}
      <hr>
      ${m.hidden.clearedCount
        ? item(`Show ${plural(m.hidden.clearedCount, 'cleared request')}`, null, () => app.unclear())
        : item('Clear the list', 'c', () => app.clear())}
      ${m.requestId ? nothing : choice(app.asked.order != null, 'Slowest first', null, () => app.toggleSlowest())}
      ${item('Download as text', null, () => save('text'))} ${item('Download as JSON', null, () => save('json'))}
      ${savedView(app, act)}
      <hr>
      <a href=${pages.stats}><span>Statistics</span></a>
      <a href=${pages.insights}><span>Insights</span></a>
      <a href="/alerts"><span>Alerts</span></a>
      ${item('Help', '?', () => app.openDialog('help'))}
    </div>
  </details>`;
}
