// The lines of a trail, <trail-lines>. Of a long trail only the lines in view are in the page, block by block.

import { plural } from '../lib/format.js';
import { LitElement, guard, html, nothing, repeat } from '../lib/lit.js';
import { hasJumped, lookAgain, onLook, rendered, sliced, viewOf } from '../lib/virtual.js';
import { entryView } from './entry-view.js';
import { LineFacts } from './line-facts.js';
import { matchesIn } from './line-matches.js';
import { entryText, markedIndex, permalinkOf } from './trail-text.js';

const WHOLE_LINES = 300; // Shorter trails are in the page with all their lines.
const BLOCK_LINES = 10;
const NEW_BLOCKS = 2; // So many blocks out of view are made a frame.
const NEAR = 40; // The end is in view if it is at most so far below, in pixels.
const ABOVE = 100; // So much stands above the first line at least, in pixels.
const LINE_HEIGHT = 24; // Of a line that was never measured, in pixels.

const withOrWithout = (set, item) => new Set(set.has(item) ? [...set].filter((i) => i !== item) : [...set, item]);

export class TrailLines extends LitElement {
  static properties = {
    trail: { attribute: false },
    timeMode: {},
    platform: { type: Boolean },
    marked: { attribute: false },
    finder: { attribute: false },
    whole: { state: true },
    trees: { state: true },
    current: { state: true },
    unseen: { state: true },
  };

  constructor() {
    super();
    this.facts = new LineFacts();
    this.heights = []; // Of blocks, as measured.
    this.made = new Set(); // Blocks that are in the page.
    this.whole = new Set(); // Lines of giant messages that are shown whole,
    this.trees = new Set(); // and lines whose fields are shown as a tree.
    this.unseen = 0; // New lines below what is in view.
    this.view = { top: 0, bottom: innerHeight - ABOVE };
    this.jumped = true; // Whether most of what is in view was not before: what is drawn first is only that.
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

  willUpdate(changed) {
    this.noteEnd(changed.get('trail'));
    this.facts.update(this.trail.entries);
    this.markedLine = markedIndex(this.trail.entries, this.marked);
    const lines = this.facts.shown(this.platform, this.markedLine);
    if (changed.has('platform') || changed.has('timeMode')) this.heights = [];
    this.lines = lines;
  }

  /** Before new lines are rendered: whether the end of a running trail is in view, and how many come below it if not. */
  noteEnd(before) {
    const grown = before?.entries && before.state === 'open' ? this.trail.entries.length - before.entries.length : 0;
    const entries = this.querySelector('.entries');
    if (grown <= 0 || !entries) return;
    const { top, bottom } = entries.getBoundingClientRect();
    const window = viewport(this);
    this.endBefore = bottom <= window.bottom + NEAR && bottom >= window.top ? bottom : null;
    if (this.endBefore == null && top < window.bottom && bottom > window.bottom) this.unseen += grown;
  }

  /** Keeps the end in view where it was, so that a running trail is read like a terminal. */
  stickToEnd() {
    if (this.endBefore == null) return;
    const { bottom } = this.querySelector('.entries').getBoundingClientRect();
    const window = viewport(this);
    if (bottom > window.bottom - NEAR && bottom > this.endBefore) window.scroller.scrollTop += bottom - window.bottom + NEAR;
    this.endBefore = null;
  }

  /** Renders other blocks when others came into view. */
  look() {
    if (!this.hasUpdated) return;
    if (this.unseen && this.querySelector('.entries').getBoundingClientRect().bottom <= viewport(this).bottom + NEAR) this.unseen = 0;
    const before = this.view;
    this.view = viewOf(this.querySelector('.entries'));
    this.jumped = hasJumped(before, this.view);
    if (this.isLeft || this.spanKey(this.spans()) !== this.shownSpans) this.requestUpdate();
  }

  spanKey(spans) {
    return spans.map((s) => s.index ?? s.key).join();
  }

  blockOf(line) {
    return Math.floor(this.lines.indexOf(line) / BLOCK_LINES);
  }

  heightOf(block) {
    return this.heights[block] ?? this.meanHeight ?? BLOCK_LINES * LINE_HEIGHT;
  }

  spans() {
    const count = Math.ceil(this.lines.length / BLOCK_LINES);
    const focused = this.contains(document.activeElement) ? document.activeElement.closest('.entry')?.dataset.line : null;
    this.kept = new Set([this.wanted, this.current, focused && Number(focused)].filter((line) => line != null).map((line) => this.blockOf(line)));
    const view = this.lines.length <= WHOLE_LINES ? { top: 0, bottom: Infinity } : this.view;
    return rendered(count, (i) => this.heightOf(i), (i) => this.kept.has(i), view);
  }

  render() {
    const t = this.trail;
    const missing = this.marked && this.markedLine < 0 && !t.loading;
    return html`${missing ? html`<p class="note" role="status">${this.missingMark()}</p>` : nothing} ${this.sameView()}
      <div class="entries ${this.timeMode}" role="list" aria-label="Lines" @click=${(e) => this.onClick(e)}>${this.linesView()}</div>
      ${t.loading ? html`<p class="note" role="status">${plural(t.entryCount - t.entries.length, 'more line')} to come…</p>` : nothing}
      ${this.unseen ? html`<button class="unseen" @click=${() => this.showLine(this.lines.at(-1))}>${plural(this.unseen, 'new line')} ↓</button>` : nothing}
      ${this.lines.length || t.loading ? nothing : html`<p class="note">${silence(t)}</p>`} ${this.foldView()}`;
  }

  linesView() {
    const row = this.rowMaker();
    const spans = this.spans();
    this.shownSpans = this.spanKey(spans);
    const isMade = (i) => this.made.has(i) || this.kept.has(i);
    const { shown, isLeft } = sliced(spans, (i) => this.heightOf(i), isMade, this.view, this.jumped ? 0 : NEW_BLOCKS);
    this.isLeft = isLeft; // The rest is made when this has been drawn and measured.
    this.made = new Set(shown.map((s) => s.index));
    return repeat(
      shown,
      (s) => s.index ?? s.key,
      (s) =>
        s.gap
          ? html`<virtual-gap .height=${s.gap}></virtual-gap>`
          : html`<div class="block" data-block=${s.index}>
              ${this.lines.slice(s.index * BLOCK_LINES, (s.index + 1) * BLOCK_LINES).map(row)}
            </div>`,
    );
  }

  rowMaker() {
    const { trail: t, facts } = this;
    const options = {
      startedAt: t.startedAt,
      timeMode: this.timeMode,
      finder: this.finder,
      count: t.entries.length,
      isTold: (name, value) => facts.isTold(name, value),
      onUnfold: (line) => (this.whole = withOrWithout(this.whole, line)),
      onTree: (line) => (this.trees = withOrWithout(this.trees, line)),
    };
    return (line) => {
      const e = t.entries[line];
      const time = facts.timeOf(line);
      const own = {
        marked: line === this.markedLine,
        current: line === this.current,
        failure: e.origin === 'platform' && !facts.isFolded(line),
        whole: this.whole.has(line),
        tree: this.trees.has(line),
      };
      const { startedAt, timeMode, finder, count } = options;
      // Worked out again only when one of these is another.
      const all = [e, line, time.at, time.about, startedAt, timeMode, finder, count, facts.toldVersion, ...Object.values(own)];
      return guard(all, () => entryView(e, line, { ...options, ...own, time }));
    };
  }

  /** One listener for all lines, of which a long trail has many. */
  onClick({ target }) {
    const line = Number(target.closest('.entry')?.dataset.line);
    const entry = this.trail.entries[line];
    if (target.closest('button.time')) this.copy(permalinkOf(this.trail, entry, line));
    else if (target.closest('button.copy')) this.copy(entryText(entry));
  }

  /** What stands once for all lines, since it is the same in each. */
  sameView() {
    const same = Object.entries(this.facts.sameFields);
    if (!same.length) return nothing;
    return html`<p class="same" title="Each line has these fields with these values">
      in every line:
      ${same.slice(0, 12).map(([k, v]) => html`<span class="field"><span class="name">${k}</span>=${String(v).slice(0, 80)}</span> `)}
      ${same.length > 12 ? `and ${same.length - 12} more` : nothing}
    </p>`;
  }

  foldView() {
    const { foldable } = this.facts;
    if (!foldable) return nothing;
    return html`<button class="fold" aria-pressed=${this.platform} @click=${() => this.tell('toggle-platform')}>
      ${this.platform ? 'hide' : 'show'} ${plural(foldable, 'platform line')}
    </button>`;
  }

  missingMark() {
    return this.trail.state === 'open'
      ? 'The linked line has not arrived yet.'
      : 'The linked line is not in this request: a late event may have shown that it belongs to another.';
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  copy(text) {
    this.tell('copy-text', text);
  }

  /** The lines that are shown and that the search marks, by index. */
  matches() {
    return matchesIn(this.trail.entries, this.lines, this.finder);
  }

  /** Brings a line into view, `isCurrent`: as the one that a search stands at. */
  async showLine(line, isCurrent = false) {
    this.wanted = line;
    this.current = isCurrent ? line : null;
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector(`.entry[data-line="${line}"]`)?.scrollIntoView({ block: 'center' });
    this.wanted = null;
  }

  /** Moves the focus to the line that is shown before or after one; before the first there is -1. */
  async focusBeside(line, step) {
    const next = this.lines[this.lines.findIndex((l) => l >= line) + (line < 0 ? 0 : step)];
    if (next == null) return;
    this.wanted = next;
    this.requestUpdate();
    await this.updateComplete;
    const entry = this.querySelector(`.entry[data-line="${next}"]`);
    entry?.querySelector('.time').focus({ preventScroll: true });
    entry?.scrollIntoView({ block: 'nearest' });
    this.wanted = null;
  }

  updated() {
    this.stickToEnd();
    this.sizes.disconnect();
    this.sizes.observe(this.querySelector('.entries')); // Measures in the frame that draws this, after its layout.
    if (this.markedLine >= 0 && this.scrolledTo !== this.marked) {
      this.scrolledTo = this.marked;
      this.showLine(this.markedLine);
    }
  }

  /** Learns how high the blocks are that are in the page. */
  measure() {
    let sum = 0;
    let count = 0;
    for (const block of this.querySelector('.entries').children) {
      if (!block.dataset.block) continue; // A gap.
      const height = block.offsetHeight;
      const index = Number(block.dataset.block);
      this.heights[index] = height;
      if ((index + 1) * BLOCK_LINES > this.lines.length) continue; // The last one has fewer lines.
      sum += height;
      count++;
    }
    this.meanHeight ??= count ? sum / count : undefined;
    lookAgain();
  }
}

/** The part of the window in which an element scrolls: {top, bottom, scroller}. */
function viewport(element) {
  const scroller = element.closest('.list') ?? document.scrollingElement;
  const { top, bottom } = scroller.getBoundingClientRect();
  return { top: Math.max(0, top), bottom: Math.min(innerHeight, bottom), scroller };
}

/** What stands where no line is. */
function silence(t) {
  if (t.state === 'open') return 'Nothing has been written so far; the request is still running.';
  return t.markers.report || t.invoke ? 'The function wrote nothing.' : 'No line of the function has arrived.';
}

customElements.define('trail-lines', TrailLines);
