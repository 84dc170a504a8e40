// The one place that names the library: everything else imports from here.
export { LitElement, html, nothing, svg } from '/assets/modules/lit/index.js';
export { repeat } from '/assets/modules/lit/directives/repeat.js';
export { classMap } from '/assets/modules/lit/directives/class-map.js';
export { live } from '/assets/modules/lit/directives/live.js';
