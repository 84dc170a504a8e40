// The histogram above the list, <request-histogram>: how many requests started when, and how they ended. Dragging over it
// chooses a range of time, which the event `range` {from, to} tells. A click on a count asks for those that it counts (event
// `word`, a word of the filter), and one on "slowest first" for that order (event `order`).

import { histogram } from '../lib/api.js';
import { hasWord } from '../filter/filter.js';
import { countOf, dateOf, plural, timeOf } from '../lib/format.js';
import { LitElement, html, nothing, svg } from '../lib/lit.js';
import { timeAxis } from '../lib/ticks.js';

const WIDTH = 1_000;
const HEIGHT = 48;
const CHAR = 6.5; // The width of one of the axis' characters, in pixels.
const REFRESH_MS = 10_000;
const FAILED = ['timeout', 'out_of_memory', 'crash', 'init_error', 'error'];

const isOther = (params, before) => JSON.stringify(params) !== JSON.stringify(before);
const sum = (outcomes, names) => names.reduce((n, name) => n + (outcomes[name] ?? 0), 0);

/** A step's counts as [CSS class, requests] from the bottom up. */
function partsOf({ requests, outcomes }) {
  const failed = sum(outcomes, FAILED);
  const good = outcomes.success ?? 0;
  return [
    ['failed', failed],
    ['good', good],
    ['other', requests - failed - good],
  ];
}

class RequestHistogram extends LitElement {
  static properties = { params: { attribute: false, hasChanged: isOther }, filter: {}, order: {}, utc: { type: Boolean }, counts: { state: true }, drag: { state: true }, width: { state: true } };

  createRenderRoot() {
    return this; // No shadow root: the page's style sheets apply.
  }

  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => document.hidden || this.drag || this.load(), REFRESH_MS);
    this.size = new ResizeObserver(([axis]) => (this.width = Math.floor(axis.contentRect.width)));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
    this.size.disconnect();
    this.axis = null;
  }

  /** The axis has as many times as it has room for. */
  updated() {
    const axis = this.querySelector('.axis');
    if (axis === this.axis) return;
    this.size.disconnect();
    this.axis = axis;
    if (axis) this.size.observe(axis);
  }

  willUpdate(changed) {
    if (!changed.has('params')) return;
    this.asked = this.params;
    this.counts = undefined; // Those of another question would be wrong.
    this.load();
  }

  async load() {
    const { asked } = this;
    try {
      const counts = await this.fitted(await histogram(this.params));
      if (asked === this.asked) this.counts = counts;
    } catch {
      if (asked === this.asked) this.counts = null; // The list says what is wrong.
    }
  }

  /** Counts of any time, from the first request on where nothing came before: else all bars stand in a corner. */
  async fitted(counts) {
    const first = counts.steps.find((s) => s.requests > 0)?.at;
    const [from, to] = [counts.from, counts.to, first].map((t) => Date.parse(t));
    const isCorner = first && !this.params.from && Date.parse(first) > from + (to - from) / 2;
    if (!isCorner) return counts;
    const finer = await histogram({ ...this.params, from: first });
    return { ...finer, from: finer.steps.find((s) => s.requests > 0)?.at ?? finer.from };
  }

  /** The time at a place of the pointer, to the step's begin. */
  timeAt(event) {
    const box = this.querySelector('.bars').getBoundingClientRect();
    const [from, to] = this.span();
    const at = from + ((to - from) * Math.min(Math.max(event.clientX - box.left, 0), box.width)) / box.width;
    return Math.floor(at / this.counts.stepMs) * this.counts.stepMs;
  }

  span() {
    const { from, to, stepMs } = this.counts;
    return [Math.floor(Date.parse(from) / stepMs) * stepMs, Math.ceil(Date.parse(to) / stepMs) * stepMs];
  }

  onDown(event) {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = this.timeAt(event);
    this.drag = { begin: at, end: at };
  }

  onMove(event) {
    if (this.drag) this.drag = { ...this.drag, end: this.timeAt(event) };
  }

  onUp() {
    if (!this.drag) return;
    const { begin, end } = this.drag;
    this.drag = null;
    const [first, last] = [Math.min(begin, end), Math.max(begin, end) + this.counts.stepMs];
    const iso = (ms) => new Date(ms).toISOString();
    this.dispatchEvent(new CustomEvent('range', { detail: { from: iso(first), to: iso(last) } }));
  }

  render() {
    const { counts } = this;
    if (counts === undefined) return html`<figure class="histogram"><figcaption>Counting requests…</figcaption></figure>`;
    if (!counts?.steps.some((s) => s.requests)) return nothing; // The list says why there are none.
    const [from, to] = this.span();
    const x = (ms) => (WIDTH * (ms - from)) / (to - from);
    const most = Math.max(1, ...counts.steps.map((s) => s.requests));
    const times = this.width ? timeAxis(from, to, this.width, this.utc, CHAR) : [];
    const total = counts.steps.reduce((n, s) => n + s.requests, 0);
    const failed = counts.steps.reduce((n, s) => n + sum(s.outcomes, FAILED), 0);
    const running = counts.steps.reduce((n, s) => n + (s.outcomes.running ?? 0), 0);
    const within = `${this.params.from == null ? ' in 24 h' : ''}${counts.complete ? '' : ` since ${this.timeText(Date.parse(counts.reachedAt))}; older ones are not counted`}`;
    return html`<figure class="histogram">
      <figcaption>
        <span>${plural(total, 'request')}${within}</span>
        ${this.ask(failed, 'failed', 'err', 'Only those that failed')} ${this.ask(running, 'running', 'open', 'Only those that have not ended')}
        <button
          class="ask slowest"
          aria-pressed=${this.order === 'slowest'}
          title=${this.order === 'slowest' ? 'The newest first again' : 'The slowest of all that are counted here'}
          @click=${() => this.dispatchEvent(new CustomEvent('order'))}
        >slowest first</button>
      </figcaption>
      <div class="scale" aria-hidden="true"><span>${countOf(most)}</span><span>0</span></div>
      <svg
        class="bars"
        viewBox="0 0 ${WIDTH} ${HEIGHT}"
        preserveAspectRatio="none"
        role="img"
        aria-label="Requests over time: ${plural(total, 'request')}${within}, ${failed} failed"
        @pointerdown=${this.onDown}
        @pointermove=${this.onMove}
        @pointerup=${this.onUp}
        @pointercancel=${() => (this.drag = null)}
      >
        ${times.map(({ x }) => svg`<line class="grid" x1=${(WIDTH * x) / this.width} x2=${(WIDTH * x) / this.width} y1="0" y2=${HEIGHT}></line>`)}
        ${counts.steps.map((step) => this.bar(step, x, most))}
        ${this.drag
          ? svg`<rect class="drag" x=${x(Math.min(this.drag.begin, this.drag.end))} y="0" height=${HEIGHT}
              width=${x(Math.max(this.drag.begin, this.drag.end) + counts.stepMs) - x(Math.min(this.drag.begin, this.drag.end))}></rect>`
          : nothing}
      </svg>
      <svg class="axis" aria-hidden="true">${times.map(({ left, text }) => svg`<text x=${left} y="12">${text}</text>`)}</svg>
    </figure>`;
  }

  /** A count that asks for what it counts, and for everything again. */
  ask(count, name, word, title) {
    const isAsked = hasWord(this.filter ?? '', word);
    if (!count && !isAsked) return nothing;
    return html`<button
      class="ask ${name}"
      aria-pressed=${isAsked}
      title=${isAsked ? 'All again' : title}
      @click=${() => this.dispatchEvent(new CustomEvent('word', { detail: word }))}
    >${countOf(count)} ${name}</button>`;
  }

  bar(step, x, most) {
    const at = Date.parse(step.at);
    const width = Math.max(1, x(at + this.counts.stepMs) - x(at) - 1);
    let base = HEIGHT;
    const parts = partsOf(step)
      .filter(([, n]) => n > 0)
      .map(([kind, n]) => {
        const height = Math.max(1.5, (n / most) * (HEIGHT - 2));
        base -= height;
        return svg`<rect class=${kind} x=${x(at)} y=${Math.max(0, base)} width=${width} height=${height}></rect>`;
      });
    const outcomes = Object.entries(step.outcomes).map(([name, n]) => `${name.replaceAll('_', ' ')}: ${n}`);
    return svg`${parts}<rect class="hover" x=${x(at)} y="0" width=${width} height=${HEIGHT}><title>${[this.timeText(at), ...outcomes].join('\n')}</title></rect>`;
  }

  timeText(ms) {
    const iso = new Date(ms).toISOString();
    const time = timeOf(iso, this.utc).slice(0, 8).replace(/:00$/, '');
    return `${dateOf(iso, this.utc)} ${time}`;
  }
}

customElements.define('request-histogram', RequestHistogram);
