// The link that Tab reaches first: it leads past the bar to what the page is about.

import { html } from './lit.js';

/** `main`: the id of the element with the content; it takes the focus. */
export function skipLink(main) {
  const skip = (event) => {
    event.preventDefault();
    const target = document.getElementById(main);
    target?.focus();
    target?.scrollIntoView();
  };
  return html`<a class="skip" href="#${main}" @click=${skip}>Skip to the content</a>`;
}
