// The rows of the list, <virtual-trails>: all that are open or have the focus, and of the others those in view.

import { LitElement, html, repeat } from '../lib/lit.js';
import { hasJumped, lookAgain, onLook, rendered, sliced, viewOf } from '../lib/virtual.js';
import { focusedKey } from './keys.js';
import { keyOf } from './loaded-trails.js';

const WHOLE_ROWS = 200; // A shorter list is in the page with all its rows.
const ROW_HEIGHT = 30; // Until one was measured, in pixels.
const DAY_HEIGHT = 32;
const NEW_ROWS = 10; // So many rows out of view are made a frame: a hundred at once would hold up the page.

const keyOfItem = (item) => item.day ?? keyOf(item);

class VirtualTrails extends LitElement {
  static properties = {
    items: { attribute: false },
    openKeys: { attribute: false },
    rowOf: { attribute: false },
  };

  constructor() {
    super();
    this.view = { top: 0, bottom: innerHeight };
    this.jumped = true; // Whether most of what is in view was not before: what is drawn first is only that.
    this.openHeights = new Map();
    this.made = new Set(); // Keys of the items that are in the page.
    this.sizes = new ResizeObserver(() => this.measure());
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
    this.sizes.disconnect();
  }

  get isWhole() {
    return this.items.length <= WHOLE_ROWS;
  }

  look() {
    if (!this.hasUpdated) return;
    const before = this.view;
    this.view = viewOf(this);
    this.jumped = hasJumped(before, this.view);
    if (this.isLeft || (!this.isWhole && this.spanKey(this.spans()) !== this.shownSpans)) this.requestUpdate();
  }

  spanKey(spans) {
    return spans.map((s) => (s.gap ? Math.round(s.gap) : '')).join();
  }

  heightOf(item) {
    if (item.day) return DAY_HEIGHT;
    return (this.openHeights.size && this.openHeights.get(keyOf(item))) || (this.rowHeight ?? ROW_HEIGHT);
  }

  /** What is to be in the page, as `rendered` tells it, once all of it has been made. */
  spans() {
    const { items } = this;
    const kept = new Set([...this.openKeys, focusedKey(), this.wanted && keyOf(this.wanted)].filter(Boolean));
    const isKept = (i) => kept.size > 0 && !items[i].day && kept.has(keyOf(items[i]));
    const view = this.isWhole ? { top: 0, bottom: Infinity } : this.view;
    return rendered(items.length, (i) => this.heightOf(items[i]), isKept, view);
  }

  render() {
    const { items } = this;
    const spans = this.spans();
    this.shownSpans = this.spanKey(spans);
    const isMade = (i) => this.made.has(keyOfItem(items[i])) || items[i] === this.wanted;
    const { shown, isLeft } = sliced(spans, (i) => this.heightOf(items[i]), isMade, this.view, this.jumped ? 0 : NEW_ROWS);
    this.isLeft = isLeft; // The rest is made when this has been drawn and measured.
    this.made = new Set(shown.filter((s) => !s.gap).map((s) => keyOfItem(items[s.index])));
    return repeat(
      shown,
      (s) => s.key ?? keyOfItem(items[s.index]),
      (s) => (s.gap ? html`<virtual-gap .height=${s.gap}></virtual-gap>` : this.rowOf(items[s.index])),
    );
  }

  /** Measures in the frame that draws this, after its layout: asked for before, each height would cost a layout more. */
  updated() {
    this.sizes.disconnect();
    this.sizes.observe(this);
  }

  measure() {
    this.openHeights.clear();
    let closed = null;
    for (const child of this.children) {
      if (child.classList.contains('is-open')) this.openHeights.set(child.querySelector('button.row').dataset.key, child.offsetHeight);
      else if (child.localName === 'article') closed ??= child;
    }
    this.rowHeight = closed?.offsetHeight || this.rowHeight;
    lookAgain();
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
