// The dialog that asks for the token that the server requires.

import { html } from './lit.js';

/** `onToken(token)` is called when the person continues; `variable` is what the server calls the token. */
export function tokenDialog(onToken, { id = 'token', variable = 'LOGTRAIL_TOKEN' } = {}) {
  const submit = (event) => onToken(new FormData(event.target).get('token'));
  return html`<dialog id=${id} aria-labelledby="${id}-title">
    <form method="dialog" @submit=${submit}>
      <h2 id="${id}-title">This server asks for a token</h2>
      <p>It is what the server was started with as <code>${variable}</code>. It is kept until this tab is closed.</p>
      <label>Token <input name="token" type="password" autocomplete="off" required></label>
      <button>Continue</button>
    </form>
  </dialog>`;
}
