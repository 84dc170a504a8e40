// Hints about memory sizes and settings, and what the figures leave out.

import { html, nothing } from '../lib/lit.js';
import { money } from './format.js';

function sizesView(hint, cost) {
  if (!hint.sizes.length || !cost) return nothing;
  return html`<span class="sizes">
    now ${hint.memorySizeMb} MB: ${money(cost.usd)}${hint.sizes.map((s) => html` · ${s.memorySizeMb} MB: ${money(s.usd)}`)}
  </span>`;
}

/** `stats`: the answer of /api/v1/stats. */
export function hintsView(stats) {
  const groups = stats.groups.filter((g) => g.hint.advice.length);
  return html`<section class="hints">
    ${groups.length ? html`<h2>Worth a look</h2>` : nothing}
    <ul>
      ${groups.map(
        (g) => html`<li>
          <b>${g.function}</b> ${g.hint.advice.join(' ')} ${sizesView(g.hint, g.totals.cost)}
        </li>`,
      )}
    </ul>
    <p class="notes">
      ${stats.notes.cost} It leaves out: ${stats.notes.costLeavesOut.join('; ')}. ${stats.notes.memory}
      ${stats.notes.durations}
      ${stats.pendingMinutes ? html`${stats.pendingMinutes} minutes have changed and are being counted anew.` : nothing}
    </p>
  </section>`;
}
