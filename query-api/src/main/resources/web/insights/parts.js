// What the parts of the page share: a titled table, and links to requests and functions.

import { html, nothing } from '../lib/lit.js';
import { pathOf } from '../lib/api.js';

/** A link to a request, by the beginning of its id. */
export const requestLink = (id) => html`<a class="id" href="/r/${pathOf(id)}" title=${id}>${id.length > 13 ? `${id.slice(0, 13)}…` : id}</a>`;

/** The page of a function's insights. */
export const functionLink = (name) => html`<a href="/insights?function=${encodeURIComponent(name)}">${name}</a>`;

/** A part with its title, what it says in one sentence, and its content; where there is none, what is said instead. */
export function part(id, title, says, content, none) {
  return html`<section class="part" aria-labelledby="${id}-title" data-part=${id}>
    <h2 id="${id}-title">${title}</h2>
    <p class="says">${says}</p>
    ${content === nothing ? html`<p class="nothing">${none}</p>` : content}
  </section>`;
}

/** A table that scrolls by itself where it is too wide. Columns: [heading, style]; rows: templates of <tr>. */
export function table(label, columns, rows) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>
    <table>
      <thead>
        <tr>${columns.map(([heading, style]) => html`<th scope="col" class=${style ?? ''}>${heading}</th>`)}</tr>
      </thead>
      <tbody>${rows}</tbody>
    </table>
  </div>`;
}

/** 12 ms, 1.3 s, 4 min 10 s, with − before what is negative. */
export function delayOf(ms) {
  const abs = Math.abs(ms);
  const sign = ms < 0 ? '−' : '';
  if (abs < 1_000) return `${sign}${abs} ms`;
  if (abs < 60_000) return `${sign}${(abs / 1_000).toFixed(1)} s`;
  return `${sign}${Math.floor(abs / 60_000)} min ${Math.round((abs % 60_000) / 1_000)} s`;
}
