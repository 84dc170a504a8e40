// What an invocation returned: in one line above the lines, or whole.

import { html } from '../lib/lit.js';
import '../trail/json-tree.js';

const isTree = ({ payload }) => payload !== null && typeof payload === 'object';

function statusView(invoke) {
  return html`<span class="label">result</span>
    <span class="status">${invoke.statusCode ?? ''} ${invoke.functionError ?? ''}</span>`;
}

/** One line; a tree opens in it. */
export function resultLine(invoke, onWhole) {
  const text = JSON.stringify(invoke.payload);
  return html`<section class="result in-line ${invoke.functionError != null ? 'failed' : ''}" aria-label="Result">
    ${statusView(invoke)}
    ${isTree(invoke)
      ? html`<json-tree .value=${invoke.payload}></json-tree>`
      : html`<code class="line">${text.slice(0, 300)}</code>${text.length > 300 ? html`<button class="unfold" @click=${onWhole}>more</button>` : ''}`}
  </section>`;
}

/** All of it. */
export function resultView(invoke) {
  return html`<section class="result ${invoke.functionError != null ? 'failed' : ''}" aria-label="Result">
    ${statusView(invoke)}
    ${isTree(invoke)
      ? html`<json-tree .value=${invoke.payload} open></json-tree>`
      : html`<code>${typeof invoke.payload === 'string' ? invoke.payload : JSON.stringify(invoke.payload)}</code>`}
  </section>`;
}
