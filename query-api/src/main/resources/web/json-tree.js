// A JSON value as a tree that opens on demand; a click on a key copies its path.

import { LitElement, html, nothing } from './lit.js';
import { copyText } from './copy.js';

const PREVIEW_CHARS = 90;
const MAX_CHILDREN = 500;

function kindOf(value) {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

const isBranch = (value) => value !== null && typeof value === 'object';

/** The beginning of what is in an object or array, in one line. */
export function previewOf(value, limit = PREVIEW_CHARS) {
  const text = Array.isArray(value)
    ? value.map((v) => JSON.stringify(v)).join(', ')
    : Object.entries(value)
        .map(([k, v]) => `${k}: ${JSON.stringify(v)}`)
        .join(', ');
  return text.length > limit ? `${text.slice(0, limit)}…` : text;
}

function pathOf(parent, key) {
  if (typeof key === 'number') return `${parent}[${key}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${parent}.${key}` : `${parent}[${JSON.stringify(key)}]`;
}

export class JsonTree extends LitElement {
  static properties = { value: {}, label: {}, path: {}, open: { type: Boolean } };

  constructor() {
    super();
    this.path = '$';
    this.open = false;
  }

  createRenderRoot() {
    return this; // The page's styles apply.
  }

  render() {
    return isBranch(this.value) ? this.branch() : this.leaf();
  }

  branch() {
    const size = Array.isArray(this.value) ? this.value.length : Object.keys(this.value).length;
    const brackets = Array.isArray(this.value) ? '[]' : '{}';
    if (size === 0) return html`<div class="leaf">${this.key()}${brackets}</div>`;
    return html`<details ?open=${this.open} @toggle=${this.toggled}>
      <summary>
        ${this.key()}<span class="preview"
          >${brackets[0]}${this.open ? html`<i>${size}</i>` : previewOf(this.value)}${brackets[1]}</span
        >
      </summary>
      ${this.open ? html`<div class="children">${this.children_()}</div>` : nothing}
    </details>`;
  }

  children_() {
    const entries = Array.isArray(this.value) ? this.value.map((v, i) => [i, v]) : Object.entries(this.value);
    const more = entries.length - MAX_CHILDREN;
    return html`${entries
      .slice(0, MAX_CHILDREN)
      .map(
        ([key, value]) =>
          html`<json-tree .value=${value} .label=${key} .path=${pathOf(this.path, key)}></json-tree>`,
      )}
    ${more > 0 ? html`<div class="leaf">… ${more} more</div>` : nothing}`;
  }

  leaf() {
    const kind = kindOf(this.value);
    const text = kind === 'string' ? JSON.stringify(this.value) : String(this.value);
    return html`<div class="leaf">${this.key()}<span class=${`value ${kind}`}>${text}</span></div>`;
  }

  key() {
    if (this.label == null) return nothing;
    return html`<button class="key" title="Copy ${this.path}" @click=${this.copyPath}>${this.label}</button
      ><span class="colon">: </span>`;
  }

  toggled(event) {
    event.stopPropagation();
    this.open = event.target.open;
  }

  copyPath(event) {
    event.preventDefault();
    copyText(this.path);
  }
}

customElements.define('json-tree', JsonTree);
