// The help, and the question for a token.

import { html } from './lit.js';
import { FILTER_HELP } from './filter.js';

const KEYS = [
  ['j k', 'next, previous request'],
  ['Enter', 'open or close it'],
  ['e', 'next failed request'],
  ['/', 'filter; Enter there searches everything stored for it'],
  ['f', 'follow the newest, or hold them back'],
  ['t', 'times: since START, local, UTC'],
  ['w', 'wrap lines'],
  ['p', 'platform lines'],
  ['y', 'copy a link to the request'],
  ['Esc', 'close'],
  ['?', 'this help'],
];

const list = (pairs) => pairs.map(([name, text]) => html`<div><dt><kbd>${name}</kbd></dt><dd>${text}</dd></div>`);

export function helpDialog() {
  return html`<dialog id="help" aria-labelledby="help-title">
    <form method="dialog">
      <h2 id="help-title">Keys</h2>
      <dl>${list(KEYS)}</dl>
      <h2>Filter</h2>
      <dl>${list(FILTER_HELP)}</dl>
      <button>Close</button>
    </form>
  </dialog>`;
}

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
