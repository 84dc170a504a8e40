// Icons of 16 × 16 as lines in the colour of the text around them. What they mean is said by the button's label.

import { html } from './lit.js';

const PATHS = {
  clock: 'M8 4.5V8l2.3 1.6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  wrap: 'M2 4h12M2 8h9.5a2 2 0 0 1 0 4H8m1.6-1.6L8 12l1.6 1.6M2 12h3',
  follow: 'M8 13V4M4.5 7.5 8 4l3.5 3.5M3 2h10',
  more: 'M3 8h.01M8 8h.01M13 8h.01',
  close: 'M4 4l8 8M12 4l-8 8',
};

/** An icon by its name. */
export const icon = (name) =>
  html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${PATHS[name]}></path></svg>`;
