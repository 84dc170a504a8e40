// Whether the page is up to date, and how far behind if not.

import { html } from './lit.js';

const BEHIND_S = 5;

function words(tail) {
  switch (tail.state) {
    case 'live':
      if (tail.stalled) return ['stalled', `stalled: ${tail.stalled}`];
      if (tail.lagS == null) return ['live', 'live'];
      return tail.lagS > BEHIND_S
        ? ['behind', `live · lag ${Math.round(tail.lagS)} s`]
        : ['live', `live · lag ${tail.lagS.toFixed(1)} s`];
    case 'waiting':
      return ['waiting', `reconnecting: ${tail.reason}`];
    case 'ended':
      return ['waiting', 'not following'];
    case 'refused':
      return ['waiting', 'no access'];
    default:
      return ['connecting', 'connecting…'];
  }
}

/** `tail`: {state, reason, stalled, lagS}. The lag is that of the newest event when it came. */
export function statusView(tail) {
  const [kind, text] = words(tail);
  return html`<span class="tail ${kind}" role="status" title=${text}><i></i><span>${text}</span></span>`;
}
