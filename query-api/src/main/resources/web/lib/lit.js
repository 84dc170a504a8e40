// The parts of the Lit library that the pages use. Only this file names where the library is served.
export { LitElement, html, nothing, svg } from '/assets/modules/lit/index.js';
export { repeat } from '/assets/modules/lit/directives/repeat.js';
export { live } from '/assets/modules/lit/directives/live.js';
