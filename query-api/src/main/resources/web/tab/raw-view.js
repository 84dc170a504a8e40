// The events of a trail as they came, <raw-view>: platform lines and JSON included.

import { rawOf } from '../lib/api.js';
import { LitElement, html } from '../lib/lit.js';
import { rawMessageView } from '../trail/message-view.js';

class RawView extends LitElement {
  static properties = { trail: { attribute: false }, text: { state: true }, whole: { state: true } };

  createRenderRoot() {
    return this; // No shadow root: the page's style sheets apply.
  }

  willUpdate(changed) {
    const before = changed.get('trail');
    if (changed.has('trail') && before?.revision !== this.trail.revision) this.load();
  }

  async load() {
    try {
      this.text = await rawOf(this.trail.requestId);
    } catch (problem) {
      this.text = problem.message;
    }
  }

  render() {
    if (this.text == null) return html`<p class="note">Loading…</p>`;
    return html`<div class="raw" tabindex="0" role="region" aria-label="Raw events">
      ${rawMessageView(this.text.replace(/\n$/, ''), this.whole, () => (this.whole = !this.whole))}
    </div>`;
  }
}

customElements.define('raw-view', RawView);
