// A JSON value as a tree, <json-tree>: branches open on demand, a click on a key copies its path.

import { copyText } from '../lib/clipboard.js';
import { LitElement, html, nothing } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';

const PREVIEW_CHARS = 90;
const MAX_CHILDREN = 200; // Shown at once.

function kindOf(value) {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

const isBranch = (value) => value !== null && typeof value === 'object';

/** The beginning of an object's or array's content, in one line. Only as much is read as is shown. */
export function previewOf(value, limit = PREVIEW_CHARS) {
  const text = shortOf(value, limit, 0).slice(1, -1);
  return visible(text.length > limit ? `${text.slice(0, limit)}…` : text);
}

/** JSON of which what comes after about `limit` characters is missing. */
function shortOf(value, limit, depth) {
  if (typeof value === 'string') return JSON.stringify(value.length > limit ? value.slice(0, limit) : value);
  if (!isBranch(value)) return String(value);
  const isArray = Array.isArray(value);
  let text = '';
  for (const key in value) {
    if (text.length > limit) break;
    const child = depth > 4 ? '…' : shortOf(value[key], limit - text.length, depth + 1);
    text += (text ? ', ' : '') + (isArray ? child : `${key}: ${child}`);
  }
  return isArray ? `[${text}]` : `{${text}}`;
}

/** The path of a child, as filter patterns write it. */
export function pathOf(parent, key) {
  if (typeof key === 'number') return `${parent}[${key}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${parent}.${key}` : `${parent}[${JSON.stringify(key)}]`;
}

export class JsonTree extends LitElement {
  static properties = {
    value: {},
    label: {},
    path: {},
    open: { type: Boolean },
    filterable: { type: Boolean },
    count: { state: true },
  };

  constructor() {
    super();
    this.path = '$';
    this.open = false;
    this.count = MAX_CHILDREN;
  }

  createRenderRoot() {
    return this; // No shadow root: the page's style sheets apply.
  }

  render() {
    return isBranch(this.value) ? this.branchView() : this.leafView();
  }

  branchView() {
    const size = Array.isArray(this.value) ? this.value.length : Object.keys(this.value).length;
    const brackets = Array.isArray(this.value) ? '[]' : '{}';
    if (size === 0) return html`<div class="leaf">${this.keyView()}${brackets}</div>`;
    const name = this.label == null ? 'the value' : visible(String(this.label));
    return html`<div class="branch">
        <button class="twist" aria-expanded=${this.open} aria-label="${this.open ? 'Close' : 'Open'} ${name}" @click=${this.toggle}>
          ${this.open ? '▾' : '▸'}
        </button>
        ${this.keyView()}<span class="preview" @click=${this.toggle}
          >${brackets[0]}${this.open ? html`<i>${size}</i>` : previewOf(this.value)}${brackets[1]}</span
        >
      </div>
      ${this.open ? html`<div class="children">${this.childrenView()}</div>` : nothing}`;
  }

  childrenView() {
    const entries = Array.isArray(this.value) ? this.value.map((v, i) => [i, v]) : Object.entries(this.value);
    const more = entries.length - this.count;
    return html`${entries
      .slice(0, this.count)
      .map(
        ([key, value]) =>
          html`<json-tree .value=${value} .label=${key} .path=${pathOf(this.path, key)} ?filterable=${this.filterable}></json-tree>`,
      )}
    ${more > 0
      ? html`<button class="more" @click=${() => (this.count += MAX_CHILDREN)}>${more} more</button>`
      : nothing}`;
  }

  leafView() {
    const kind = kindOf(this.value);
    const text = visible(kind === 'string' ? JSON.stringify(this.value) : String(this.value));
    const shown = this.filterable
      ? html`<button
          class=${`value ${kind}`}
          title="Show what has this value; with Alt what has it not"
          @click=${(e) => this.filterBy(e.altKey)}
        >${text}</button>`
      : html`<span class=${`value ${kind}`}>${text}</span>`;
    return html`<div class="leaf">${this.keyView()}${shown}</div>`;
  }

  /** Tells that this value is to be looked for, or to be left out. */
  filterBy(excludes) {
    const detail = { path: this.path, value: this.value, excludes };
    this.dispatchEvent(new CustomEvent('filter-value', { detail, bubbles: true }));
  }

  keyView() {
    if (this.label == null) return nothing;
    return html`<button class="key" title="Copy ${visible(this.path)}" @click=${this.copyPath}>${visible(String(this.label))}</button
      ><span class="colon">: </span>`;
  }

  toggle() {
    this.open = !this.open;
  }

  copyPath() {
    copyText(this.path);
  }
}

customElements.define('json-tree', JsonTree);
