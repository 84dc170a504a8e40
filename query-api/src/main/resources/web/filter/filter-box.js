// The filter box, <filter-box>: one line of the filter's language, with what is offered to complete it and, beneath, what
// in it cannot be meant. `text`: what is asked for now; `fault`: what the server cannot read of it, {text, at, length, message,
// example, isOwn}, or null. Fires `filter` with {text, final}: final when the person pressed Enter or chose an offer.

import { LitElement, html, live, nothing } from '../lib/lit.js';
import { listFields } from '../lib/api.js';
import { offersFor } from './completion.js';
import { isUnended, parseFilter } from './filter.js';

const TYPING_MS = 600; // A pause of so long asks for what is typed so far.

const faultView = ({ text, at, length, message, example }) => html`<div class="fault" id="filter-fault" role="status">
  <pre>${text}\n${' '.repeat(at)}${'^'.repeat(length)}</pre>
  <span>${message}. Right would be: <code>${example}</code></span>
</div>`;

class FilterBox extends LitElement {
  static properties = { text: {}, value: { state: true }, functions: { attribute: false }, fn: { attribute: false }, fault: { attribute: false }, offers: { state: true }, active: { state: true } };

  constructor() {
    super();
    this.text = '';
    this.value = '';
    this.functions = [];
    this.fields = [];
    this.offers = [];
    this.active = -1;
  }

  createRenderRoot() {
    return this; // No shadow root: the page's style sheets apply.
  }

  willUpdate(changed) {
    // The names may come when somebody has typed already.
    if (changed.has('functions') && this.isTyping && this.active < 0) this.offer(this.value);
    if (!changed.has('text') || this.text === this.fired) return; // It comes back after more was typed: that stays.
    this.value = this.text; // Asked for elsewhere.
    this.fired = null;
  }

  get input() {
    return this.querySelector('input');
  }

  fire(text, final) {
    clearTimeout(this.timer);
    if (final) this.close();
    this.value = text;
    this.fired = text.trim();
    this.dispatchEvent(new CustomEvent('filter', { detail: { text, final } }));
  }

  close() {
    this.offers = [];
    this.isTyping = false;
  }

  onInput(text) {
    this.value = text;
    this.isTyping = true;
    this.offer(text);
    clearTimeout(this.timer);
    // What is not understood yet may be half a word: it is asked for when it is complete.
    if (!parseFilter(text).fault && !isUnended(text)) this.timer = setTimeout(() => this.fire(text, false), TYPING_MS);
  }

  offer(text) {
    this.active = -1;
    this.offers = offersFor(text, this.functions, this.fields);
  }

  /** The fields of the chosen function, asked for when somebody comes to the box, and once. */
  async loadFields() {
    const fn = this.fn ?? null;
    if (this.fieldsOf === fn) return;
    this.fieldsOf = fn;
    try {
      this.fields = (await listFields({ function: fn })).fields;
      if (this.input === document.activeElement) this.offer(this.value);
    } catch {
      this.fieldsOf = undefined; // It is asked again; the box works without.
    }
  }

  onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.offers.length) {
      this.active = (this.active + step + this.offers.length + (this.active < 0 && step < 0 ? 1 : 0)) % this.offers.length;
      event.preventDefault();
    } else if (event.key === 'Tab' && this.offers.length && this.value.trim() && !event.shiftKey) {
      this.choose(this.offers[Math.max(0, this.active)], false);
      event.preventDefault();
    } else if (event.key === 'Enter') {
      if (this.active >= 0) this.choose(this.offers[this.active], true);
      else this.fire(event.target.value, true);
    } else if (event.key === 'Escape' && this.offers.length) {
      this.close();
      event.stopPropagation();
    }
  }

  choose(offer, final) {
    this.value = offer.text;
    if (final && !offer.onward) this.fire(offer.text, true);
    else this.onInput(`${offer.text} `);
    this.input.focus();
  }

  render() {
    const fault = this.shownFault();
    const isOpen = this.offers.length > 0;
    return html`<input
        id="filter"
        type="search"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        placeholder="Filter: words, err, cold, >500ms, level:warn, fn:name, a request id …"
        aria-label="Filter"
        aria-expanded=${isOpen}
        aria-controls="offers"
        aria-activedescendant=${this.active >= 0 ? `offer-${this.active}` : nothing}
        aria-invalid=${fault ? 'true' : 'false'}
        aria-describedby=${fault ? 'filter-fault' : nothing}
        title="Press / to come here"
        .value=${live(this.value)}
        @input=${(e) => this.onInput(e.target.value)}
        @search=${(e) => e.target.value === '' && this.value !== '' && this.fire('', true)}
        @keydown=${(e) => this.onKey(e)}
        @focus=${() => {
          this.offer(this.value);
          this.loadFields();
        }}
        @blur=${() => this.close()}
      />
      <ul id="offers" role="listbox" aria-label="Completions" ?hidden=${!isOpen}>
        ${this.offers.map(
          (offer, i) => html`<li
            id="offer-${i}"
            role="option"
            aria-selected=${i === this.active}
            @mousedown=${(e) => {
              e.preventDefault(); // The box keeps the focus.
              this.choose(offer, true);
            }}
          ><code>${offer.word ?? offer.text}</code> <span>${offer.note}</span></li>`,
        )}
      </ul>
      ${fault ? faultView(fault) : nothing}`;
  }

  /** What in the text cannot be meant; else what the server said of it, while it is the same and nothing is offered. */
  shownFault() {
    const own = parseFilter(this.value).fault;
    if (own) return { ...own, text: this.value };
    const { fault } = this;
    return fault && !this.offers.length && (!fault.isOwn || fault.text.trim() === this.value.trim()) ? fault : null;
  }
}

customElements.define('filter-box', FilterBox);
