// The state of the live tail: connected or not, by how much the page lags, and whether something is known to be missing.

import { completenessText } from '../lib/completeness.js';
import { html } from '../lib/lit.js';

const BEHIND_S = 5; // A lag above this is shown as a warning.

/** [CSS class, text] */
function stateOf(tail) {
  switch (tail.state) {
    case 'live':
      if (tail.stalled) return ['stalled', `stalled: ${tail.stalled}`];
      if (tail.lagS == null) return ['live', 'live'];
      return tail.lagS > BEHIND_S
        ? ['behind', `live · lag ${Math.round(tail.lagS)} s`]
        : ['live', `live · lag ${tail.lagS.toFixed(1)} s`];
    case 'waiting':
      return ['waiting', `reconnecting: ${tail.reason}`];
    case 'off':
      return ['off', 'real time is off'];
    case 'ended':
      return ['waiting', 'not following'];
    case 'unauthorized':
      return ['waiting', 'no access'];
    default:
      return ['connecting', 'connecting…'];
  }
}

/**
 * `tail`: {state, reason, stalled, lagS}; lagS: age in seconds of the last event when it arrived. `completeness`: what is missing
 * from answers; undefined while that is not known.
 */
export function statusView(tail, completeness) {
  let [kind, text] = stateOf(tail);
  const isMissing = completeness && completeness.state !== 'current';
  if (kind === 'live' && isMissing) [kind, text] = ['behind', `${text} · not all is here yet`];
  const title = completeness ? [text, completenessText(completeness), ...completeness.reasons].join('\n') : text;
  return html`<span class="tail ${kind}" role="status" title=${title}><i></i><span>${text}</span></span>`;
}
