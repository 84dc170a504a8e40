// How a figure has changed against that of another range or version.

import { html, nothing } from '../lib/lit.js';

const STEADY = 0.005; // A change below this part is none.

/** now / before - 1; null where one is not known, Infinity where there was nothing before. */
export function changeOf(now, before) {
  if (now == null || before == null) return null;
  const [a, b] = [Number(now), Number(before)];
  if (b === 0) return a === 0 ? 0 : Infinity;
  return a / b - 1;
}

export function changeText(change) {
  if (change == null) return '–';
  if (change === Infinity) return 'new';
  if (Math.abs(change) < STEADY) return '±0 %';
  const percent = change * 100;
  if (percent > 900) return `×${Math.round(change + 1)}`;
  return `${percent > 0 ? '+' : '−'}${Math.abs(percent) < 10 ? Math.abs(percent).toFixed(1) : Math.round(Math.abs(percent))} %`;
}

/** `isBad`: whether more of it is worse. */
export function changeView(now, before, isBad = true) {
  const change = changeOf(now, before);
  if (change == null) return nothing;
  const kind = !isBad || change === Infinity || Math.abs(change) < STEADY ? '' : change > 0 ? 'worse' : 'better';
  return html`<span class="change ${kind}">${changeText(change)}</span>`;
}
