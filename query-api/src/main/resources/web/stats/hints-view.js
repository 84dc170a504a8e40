// Hints about memory sizes and settings, and what the figures leave out.

import { plural } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';
import { placeOf, twinsOf } from '../lib/twins.js';
import { money } from './format.js';

const SHOWN = 10; // Functions with hints, before the rest is asked for.

function sizesView(hint, cost) {
  if (!hint.sizes.length || !cost) return nothing;
  return html`<span class="sizes">
    now ${hint.memorySizeMb} MB: ${money(cost.usd)}${hint.sizes.map((s) => html` · ${s.memorySizeMb} MB: ${money(s.usd)}`)}
  </span>`;
}

const nameOf = (g) => g.function;
const hintView = (twins) => (g) => html`<li>
  <a href="/stats?function=${encodeURIComponent(g.function)}">${visible(g.function)}</a> <span class="where">${placeOf(g, twins, nameOf).text}</span> ${g.hint.advice.join(' ')} ${sizesView(g.hint, g.totals.cost)}
</li>`;

/** `stats`: the answer of /api/v1/stats. Those that cost most stand first. */
export function hintsView(stats) {
  const groups = stats.groups.filter((g) => g.hint.advice.length).sort((a, b) => (b.totals.cost?.usd ?? 0) - (a.totals.cost?.usd ?? 0));
  const more = groups.slice(SHOWN);
  const view = hintView(twinsOf(stats.groups, nameOf));
  return html`<section class="hints">
    ${groups.length ? html`<h2>Worth a look</h2>` : nothing}
    <ul>
      ${groups.slice(0, SHOWN).map(view)}
    </ul>
    ${more.length
      ? html`<details>
          <summary>${more.length} more, of functions that cost less</summary>
          <ul>
            ${more.map(view)}
          </ul>
        </details>`
      : nothing}
    <p class="notes">
      ${stats.notes.cost} It leaves out: ${stats.notes.costLeavesOut.join('; ')}. ${stats.notes.memory}
      ${stats.notes.durations}
      ${stats.pendingMinutes ? `${plural(stats.pendingMinutes, 'minute')} ${stats.pendingMinutes === 1 ? 'has' : 'have'} changed and ${stats.pendingMinutes === 1 ? 'is' : 'are'} being counted anew.` : nothing}
    </p>
  </section>`;
}
