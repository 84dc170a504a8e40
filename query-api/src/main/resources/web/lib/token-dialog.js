// The dialog that asks for the token that the server requires.

import { html } from './lit.js';

/** `onToken(token)` is called when the person continues. */
export function tokenDialog(onToken) {
  const submit = (event) => onToken(new FormData(event.target).get('token'));
  return html`<dialog id="token" aria-labelledby="token-title">
    <form method="dialog" @submit=${submit}>
      <h2 id="token-title">This server asks for a token</h2>
      <p>It is what the server was started with as <code>LOGTRAIL_TOKEN</code>. It is kept until this tab is closed.</p>
      <label>Token <input name="token" type="password" autocomplete="off" required></label>
      <button>Continue</button>
    </form>
  </dialog>`;
}
