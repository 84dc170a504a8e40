// What is known to be missing from an answer at the moment, as each carries it.

import { plural } from './format.js';
import { html, nothing } from './lit.js';

const STATES = {
  current: 'Up to date',
  behind: 'More is to be read',
  stopped: 'Nothing is stored at the moment',
};

/** As a sentence. `completeness`: {state, lagMs, lost, reasons}; lagMs and lost may be null. */
export function completenessText({ state, lagMs, lost }) {
  const figures = [
    lagMs == null ? null : `events took up to ${(lagMs / 1_000).toFixed(1)} s to be stored`,
    lost ? `${plural(lost, 'event')} lost since the start` : null,
  ].filter(Boolean);
  return `${STATES[state]}${figures.length ? `: ${figures.join(', ')}` : ''}.`;
}

/** The same with its reasons; nothing while it is not known. */
export function completenessView(completeness) {
  if (!completeness) return nothing;
  return html`<p class="completeness ${completeness.state}" data-state=${completeness.state}>
    ${completenessText(completeness)} ${completeness.reasons.map((reason) => html`<br>${reason}`)}
  </p>`;
}
