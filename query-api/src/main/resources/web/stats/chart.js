// A chart over time as SVG: stacked bars, or lines.

import { dateOf, timeOf } from '../lib/format.js';
import { html, svg } from '../lib/lit.js';
import { timeAxis } from '../lib/ticks.js';

const WIDTH = 560;
const HEIGHT = 170;
const LEFT = 64;
const RIGHT = 8;
const TOP = 14; // Half of the uppermost label stands above the line.
const BOTTOM = 20;
const CHAR = 9; // The width of one at most: where the chart is scaled down its words are larger.

function timeTitle(ms) {
  const iso = new Date(ms).toISOString();
  return `${dateOf(iso, false)} ${timeOf(iso, false).slice(0, 8)}`;
}

/** The upper end of the y axis: a round number at or just above the value. */
export function niceMax(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 8, 10].map((n) => n * power).find((n) => n >= value * 0.9999);
}

/** The same for what is counted: half of it is a whole number, too. */
export function wholeMax(value) {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))));
  return [2, 4, 6, 8, 10, 20].map((n) => n * power).find((n) => n >= value);
}

function gridView(max, format, from, to, y) {
  const ys = [0, max / 2, max];
  const axis = timeAxis(from, to, WIDTH - LEFT - RIGHT, false, CHAR);
  return svg`${ys.map(
    (v) => svg`<line class="grid" x1=${LEFT} x2=${WIDTH - RIGHT} y1=${y(v)} y2=${y(v)}></line>
      <text class="y" x=${LEFT - 6} y=${y(v) + 3}>${format(v)}</text>`,
  )}${axis.map(
    (t) => svg`<text class="x" text-anchor="middle" x=${LEFT + t.left + (t.text.length * CHAR) / 2} y=${HEIGHT - 5}>${t.text}</text>`,
  )}`;
}

function barsView(points, series, x, y, width) {
  return points.map((p) => {
    let base = 0;
    return series.map((s) => {
      const value = s.of(p) ?? 0;
      const top = y(base + value);
      const height = y(base) - top;
      base += value;
      return value ? svg`<rect class=${s.kind} x=${x(p.ms) + width * 0.1} y=${top} width=${width * 0.8} height=${height}></rect>` : null;
    });
  });
}

/** A line breaks where a step has no value; a value between two such steps is a dot. */
function linesView(points, series, x, y, width, stepMs) {
  return series.map((s) => {
    const runs = [];
    let last = null;
    for (const p of points) {
      const value = s.of(p);
      if (value == null) continue;
      const at = [x(p.ms) + width / 2, y(value)];
      if (last != null && p.ms - last <= stepMs) runs.at(-1).push(at);
      else runs.push([at]);
      last = p.ms;
    }
    return runs.map((run) =>
      run.length > 1
        ? svg`<polyline class="line ${s.kind}" points=${run.map((at) => at.map((n) => n.toFixed(1)).join(',')).join(' ')}></polyline>`
        : svg`<circle class=${s.kind} cx=${run[0][0]} cy=${run[0][1]} r="2"></circle>`,
    );
  });
}

/**
 * A chart of `points`, one a step, each with the step's start in `ms` (epoch milliseconds).
 * `series`: [{ label, kind (CSS class), of(point): a number, or null if not known }]; `format(value)` makes
 * the labels; `href(point)`: where a step leads; `lines`: lines instead of stacked bars; `isCount`: whether values are whole; `from`, `to`, `stepMs`: the time axis.
 */
export function chart({ title, format, series, lines, isCount, href, points, from, to, stepMs }) {
  const sum = (p) => series.reduce((n, s) => n + (s.of(p) ?? 0), 0);
  const highest = lines ? (p) => Math.max(...series.map((s) => s.of(p) ?? 0)) : sum;
  const max = (isCount ? wholeMax : niceMax)(Math.max(0, ...points.map(highest)));
  const begin = Math.floor(from / stepMs) * stepMs;
  const end = Math.ceil(to / stepMs) * stepMs;
  const x = (ms) => LEFT + ((WIDTH - LEFT - RIGHT) * (ms - begin)) / (end - begin);
  const y = (v) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - v / max);
  const width = x(begin + stepMs) - x(begin);
  const tooltip = (p) =>
    [timeTitle(p.ms), ...series.map((s) => `${s.label}: ${s.of(p) == null ? '–' : format(s.of(p))}`)].join('\n');
  return html`<figure class="chart">
    <figcaption>
      ${title}
      <span class="legend">${series.map((s) => html`<span class="key ${s.kind}">${s.label}</span>`)}</span>
    </figcaption>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="group" aria-label=${title}>
      ${gridView(max, format, begin, end, y)}
      ${lines ? linesView(points, series, x, y, width, stepMs) : barsView(points, series, x, y, width)}
      ${points.map(
        (p) => svg`<a href=${href(p)} tabindex="-1" aria-hidden="true"><rect class="hover" x=${x(p.ms)} y=${TOP} width=${width} height=${HEIGHT - TOP - BOTTOM}><title>${tooltip(p)}</title></rect></a>`,
      )}
    </svg>
  </figure>`;
}
