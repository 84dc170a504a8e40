// The fields of a JSON line as key=value in its line. A click on a value looks for it; the tree of all fields opens on demand.

import { plural } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';
import { pathOf, previewOf } from './json-tree.js';

const INLINE_FIELDS = 24;
const INLINE_CHARS = 160; // Of one value.

function cut(text) {
  return text.length > INLINE_CHARS ? `${text.slice(0, INLINE_CHARS)}…` : text;
}

function valueText(value) {
  if (value !== null && typeof value === 'object') {
    return Array.isArray(value) ? `[${previewOf(value, 60)}]` : `{${previewOf(value, 60)}}`;
  }
  if (typeof value !== 'string') return String(value);
  return visible(/^[^\s="'{}[\]]+$/.test(value) ? cut(value) : JSON.stringify(cut(value)));
}

const kindOf = (value) => (value === null ? 'null' : typeof value);

function filterBy(event, path, value) {
  const detail = { path, value, excludes: event.altKey };
  event.currentTarget.dispatchEvent(new CustomEvent('filter-value', { detail, bubbles: true }));
}

function fieldView(name, value, onTree) {
  const path = pathOf('$', name);
  const isBranch = value !== null && typeof value === 'object';
  const shown = isBranch
    ? html`<button class="value branch" title="Show as a tree" @click=${onTree}>${valueText(value)}</button>`
    : html`<button
        class="value ${kindOf(value)}"
        title="Show what has this value; with Alt what has it not"
        @click=${(e) => filterBy(e, path, value)}
      >${valueText(value)}</button>`;
  return html`<span class="field"><span class="name">${visible(name)}</span>=${shown}</span> `;
}

/**
 * Fields of one line. `isTold(name, value)`: whether they are told elsewhere already, and left to the tree; `isTree`: whether
 * the tree of all is open; `onTree()` opens or closes it.
 */
export function fieldsView(fields, isTold, isTree, onTree) {
  const all = Object.entries(fields ?? {});
  if (!all.length) return nothing;
  const own = all.filter(([name, value]) => !isTold(name, value));
  const hidden = all.length - Math.min(own.length, INLINE_FIELDS);
  const title = hidden ? `${plural(all.length, 'field')} as a tree, ${hidden} more than here` : 'All fields as a tree';
  return html`<div class="fields">
    ${own.slice(0, INLINE_FIELDS).map(([name, value]) => fieldView(name, value, onTree))}<button
      class="tree-toggle"
      aria-expanded=${isTree}
      aria-label="Fields as a tree"
      title=${title}
      @click=${onTree}
    >${isTree ? '▾' : '▸'}${hidden ? html` ${hidden > own.length && !own.length ? plural(all.length, 'field') : `+${hidden}`}` : ' {}'}</button>
    ${isTree ? html`<json-tree filterable open .value=${fields}></json-tree>` : nothing}
  </div>`;
}
