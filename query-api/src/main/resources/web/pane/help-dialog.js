// The help dialog: keys, and what the filter box understands.

import { icon } from '../lib/icons.js';
import { html } from '../lib/lit.js';
import { FILTER_HELP } from '../filter/filter.js';

const KEYS = [
  ['j k', 'next, previous request, or line'],
  ['→ ←', 'into the lines of an open request, and back'],
  ['Enter', 'open or close it'],
  ['e', 'next failed request'],
  ['/', 'filter: what is typed is looked for in everything stored'],
  ['n N', 'next, previous place that the search marks'],
  ['f', 'follow the newest, or hold them back'],
  ['o', 'open each newest request by itself'],
  ['l', 'real time on or off'],
  ['c', 'clear the list; nothing is deleted'],
  ['t', 'times: since START, local, UTC'],
  ['w', 'wrap lines'],
  ['p', 'platform lines'],
  ['y', 'copy a link to the request'],
  ['Esc', 'close'],
  ['?', 'this help'],
];

const definitions = (pairs) => pairs.map(([name, text]) => html`<div><dt><kbd>${name}</kbd></dt><dd>${text}</dd></div>`);

export function helpDialog() {
  return html`<dialog id="help" aria-labelledby="help-title">
    <form method="dialog">
      <button class="close" aria-label="Close" title="Close (Esc)">${icon('close')}</button>
      <section>
        <h2 id="help-title">Keys</h2>
        <dl>${definitions(KEYS)}</dl>
      </section>
      <section>
        <h2>Filter</h2>
        <dl>${definitions(FILTER_HELP)}</dl>
      </section>
    </form>
  </dialog>`;
}
