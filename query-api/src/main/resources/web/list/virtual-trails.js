// The rows of the list, <virtual-trails>: all that are open or have the focus, and of the others those in view.

import { LitElement, html, repeat } from '../lib/lit.js';
import { onLook, rendered, viewOf } from '../lib/virtual.js';
import { focusedKey } from './keys.js';
import { keyOf } from './loaded-trails.js';

const WHOLE_ROWS = 200; // A shorter list is in the page with all its rows.
const ROW_HEIGHT = 30; // Until one was measured, in pixels.
const DAY_HEIGHT = 32;

class VirtualTrails extends LitElement {
  static properties = {
    items: { attribute: false },
    openKeys: { attribute: false },
    rowOf: { attribute: false },
  };

  constructor() {
    super();
    this.view = { top: 0, bottom: innerHeight };
    this.openHeights = new Map();
  }

  createRenderRoot() {
    return this; // No shadow root: the page's style sheets apply.
  }

  connectedCallback() {
    super.connectedCallback();
    this.stopLooking = onLook(() => this.look());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stopLooking();
  }

  get isWhole() {
    return this.items.length <= WHOLE_ROWS;
  }

  look() {
    if (this.isWhole) return;
    this.view = viewOf(this);
    if (this.spanKey(this.spans()) !== this.shownSpans) this.requestUpdate();
  }

  spanKey(spans) {
    return spans.map((s) => (s.gap ? Math.round(s.gap) : '')).join();
  }

  heightOf(item) {
    if (item.day) return DAY_HEIGHT;
    return this.openHeights.get(keyOf(item)) ?? this.rowHeight ?? ROW_HEIGHT;
  }

  spans() {
    const focused = focusedKey();
    const isKept = (item) => !item.day && (this.openKeys.has(keyOf(item)) || item === this.wanted || keyOf(item) === focused);
    return rendered(this.items.length, (i) => this.heightOf(this.items[i]), (i) => isKept(this.items[i]), this.view);
  }

  render() {
    const row = (item) => this.rowOf(item);
    const keyOfItem = (item) => item.day ?? keyOf(item);
    if (this.isWhole) return repeat(this.items, keyOfItem, row);
    const spans = this.spans();
    this.shownSpans = this.spanKey(spans);
    return repeat(
      spans,
      (s) => s.key ?? keyOfItem(this.items[s.index]),
      (s) => (s.gap ? html`<virtual-gap .height=${s.gap}></virtual-gap>` : row(this.items[s.index])),
    );
  }

  updated() {
    if (this.isWhole) return;
    this.openHeights.clear();
    for (const article of this.querySelectorAll('article.trail')) {
      const height = article.offsetHeight;
      if (article.classList.contains('is-open')) this.openHeights.set(article.querySelector('button.row').dataset.key, height);
      else this.rowHeight = height;
    }
    this.look();
  }

  /** Moves the focus to a trail's row, wherever it stands; none if undefined. */
  async focusRow(trail) {
    if (!trail) return;
    this.wanted = trail;
    this.requestUpdate();
    await this.updateComplete;
    const key = keyOf(trail);
    const row = [...this.querySelectorAll('button.row')].find((r) => r.dataset.key === key);
    row?.focus();
    row?.scrollIntoView({ block: 'nearest' });
    this.wanted = null;
  }
}

customElements.define('virtual-trails', VirtualTrails);
