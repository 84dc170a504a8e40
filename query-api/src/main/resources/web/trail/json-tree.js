// A JSON value as a tree, <json-tree>: branches open on demand, a click on a key copies its path.

import { copyText } from '../lib/clipboard.js';
import { LitElement, html, nothing } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';

const PREVIEW_CHARS = 90;
const MAX_CHILDREN = 500;

function kindOf(value) {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

const isBranch = (value) => value !== null && typeof value === 'object';

/** The beginning of an object's or array's content, in one line. */
export function previewOf(value, limit = PREVIEW_CHARS) {
  const text = Array.isArray(value)
    ? value.map((v) => JSON.stringify(v)).join(', ')
    : Object.entries(value)
        .map(([k, v]) => `${k}: ${JSON.stringify(v)}`)
        .join(', ');
  return visible(text.length > limit ? `${text.slice(0, limit)}…` : text);
}

function pathOf(parent, key) {
  if (typeof key === 'number') return `${parent}[${key}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${parent}.${key}` : `${parent}[${JSON.stringify(key)}]`;
}

export class JsonTree extends LitElement {
  static properties = { value: {}, label: {}, path: {}, open: { type: Boolean }, filterable: { type: Boolean } };

  constructor() {
    super();
    this.path = '$';
    this.open = false;
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
    return html`<details ?open=${this.open} @toggle=${this.onToggle}>
      <summary>
        ${this.keyView()}<span class="preview"
          >${brackets[0]}${this.open ? html`<i>${size}</i>` : previewOf(this.value)}${brackets[1]}</span
        >
      </summary>
      ${this.open ? html`<div class="children">${this.childrenView()}</div>` : nothing}
    </details>`;
  }

  childrenView() {
    const entries = Array.isArray(this.value) ? this.value.map((v, i) => [i, v]) : Object.entries(this.value);
    const more = entries.length - MAX_CHILDREN;
    return html`${entries
      .slice(0, MAX_CHILDREN)
      .map(
        ([key, value]) =>
          html`<json-tree .value=${value} .label=${key} .path=${pathOf(this.path, key)} ?filterable=${this.filterable}></json-tree>`,
      )}
    ${more > 0 ? html`<div class="leaf">… ${more} more</div>` : nothing}`;
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

  onToggle(event) {
    event.stopPropagation();
    this.open = event.target.open;
  }

  copyPath(event) {
    event.preventDefault();
    copyText(this.path);
  }
}

customElements.define('json-tree', JsonTree);
