// The dialog that asks before something is deleted.

import { html } from '../lib/lit.js';

/** `asked`: {question, action}, or null if nothing is asked. */
export function confirmDialog(asked) {
  const closed = (event) => event.target.returnValue === 'yes' && asked.action();
  return html`<dialog id="confirm" aria-labelledby="confirm-title" @close=${closed}>
    <form method="dialog">
      <h2 id="confirm-title">${asked?.question ?? ''}</h2>
      <p>What is in it cannot be brought back, unless its sender sends it again.</p>
      <button value="yes" class="delete">Delete</button>
      <button value="no" class="plain" autofocus>Keep</button>
    </form>
  </dialog>`;
}
