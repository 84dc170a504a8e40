// The parts of the Lit library that the pages use. Only this file names where the library is served.
export { LitElement, html, nothing, svg } from '../modules/lit/index.js';
export { repeat } from '../modules/lit/directives/repeat.js';
export { guard } from '../modules/lit/directives/guard.js';
export { live } from '../modules/lit/directives/live.js';
