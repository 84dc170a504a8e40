// The button that invokes a function, <invoke-button>: shown where the server may, and its dialog while it is open.

import { invokeState } from '../lib/api.js';
import { LitElement, html, nothing } from '../lib/lit.js';
import { allows } from './allowed.js';
import './invoke-dialog.js';

/** What the server allows, asked once for all buttons of the page; what failed is asked again. */
let asked = null;

function stateOfServer() {
  asked ??= invokeState().catch(() => {
    asked = null;
    return null;
  });
  return asked;
}

class InvokeButton extends LitElement {
  static properties = {
    target: { attribute: false }, // {functionName, account, region, qualifier}; null for none
    label: {},
    state: { state: true },
    open: { state: true },
  };

  createRenderRoot() {
    return this; // No shadow root: the page's style sheets apply.
  }

  connectedCallback() {
    super.connectedCallback();
    stateOfServer().then((state) => (this.state = state));
  }

  async show() {
    this.open = true;
    await this.updateComplete;
    this.querySelector('invoke-dialog').show();
  }

  render() {
    if (!this.target?.functionName || !allows(this.state, this.target)) return nothing;
    return html`<button class="toggle" title=${this.state.problem ?? 'Invoke the function, and see its trail'} @click=${this.show}>
        ${this.label ?? 'invoke'}
      </button>
      ${this.open
        ? html`<invoke-dialog .target=${this.target} .problem=${this.state.problem} @closed=${() => (this.open = false)}></invoke-dialog>`
        : nothing}`;
  }
}

customElements.define('invoke-button', InvokeButton);
