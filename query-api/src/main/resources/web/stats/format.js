// Figures of the statistics as text; a dash for what is not known.

const thousands = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** 1,234.5 */
export const count = (n) => (n == null ? '–' : thousands.format(n));

/** 1.2 ms, 345 ms, 1.35 s, 2.1 min. */
export function milliseconds(ms) {
  if (ms == null) return '–';
  if (ms < 10) return `${Number(ms.toFixed(1))} ms`;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${Number((ms / 1_000).toFixed(2))} s`;
  return `${Number((ms / 60_000).toFixed(1))} min`;
}

/** $12.34; sums below a dollar with two significant digits. */
export function money(usd) {
  if (usd == null) return '–';
  const n = Number(usd);
  if (n === 0) return '$0';
  if (n >= 1) return `$${n.toFixed(2)}`;
  return `$${Number(n.toPrecision(2)).toFixed(Math.min(12, 1 - Math.floor(Math.log10(n))))}`;
}

/** A part of a whole in percent. */
export const share = (part, all) => (all ? `${thousands.format((100 * part) / all)} %` : '–');

/** A ratio from 0 to 1 in percent. */
export const percent = (ratio) => (ratio == null ? '–' : `${thousands.format(100 * ratio)} %`);
