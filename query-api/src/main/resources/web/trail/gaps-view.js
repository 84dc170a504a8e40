// Where within a request the time went: the longest gaps between two of its lines, as bars over its duration.

import { durationOf, offsetOf } from '../lib/format.js';
import { html, svg } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';
import { permalinkOf } from './trail-text.js';

const SHOWN = 8;
const TEXT_CHARS = 120;

/** The gaps between lines that have a time, and from START to the first and the last to END, longest first. */
export function gapsOf(trail) {
  const lines = (trail.entries ?? []).map((entry, line) => ({ entry, line, at: Date.parse(entry.timestamp ?? '') })).filter((l) => !Number.isNaN(l.at));
  return lines
    .slice(1)
    .map((after, i) => ({ before: lines[i], after, ms: after.at - lines[i].at }))
    .filter((gap) => gap.ms > 0)
    .sort((a, b) => b.ms - a.ms)
    .slice(0, SHOWN);
}

const firstLine = ({ message }) => visible(message.split('\n', 1)[0].slice(0, TEXT_CHARS));

/** `trail`: with entries. */
export function gapsView(trail) {
  const gaps = gapsOf(trail);
  if (!gaps.length) return html`<p class="gaps none">There is no time between two lines.</p>`;
  const start = Math.min(Date.parse(trail.startedAt ?? '') || Infinity, ...gaps.map((g) => g.before.at));
  const end = Math.max(start + (trail.report?.durationMs ?? 0), ...gaps.map((g) => g.after.at));
  const whole = Math.max(1, end - start);
  const line = ({ entry, line }) => html`<a href=${permalinkOf(trail, entry, line)}>${line + 1}</a> <span class="text">${firstLine(entry)}</span>`;
  return html`<ol class="gaps" aria-label="Longest times between two lines">
    ${gaps.map(
      (g) => html`<li>
        <span class="ms">${durationOf(g.ms)}</span>
        <svg width="100%" height="12" aria-hidden="true">
          <rect class="whole" x="0" y="5" width="100%" height="2"></rect>
          ${svg`<rect class="gap" x="${(100 * (g.before.at - start)) / whole}%" y="1" width="${Math.max(0.4, (100 * g.ms) / whole)}%" height="10" rx="2"></rect>`}
        </svg>
        <span class="between">after ${line(g.before)} · then ${line(g.after)} <span class="at">${trail.startedAt ? offsetOf(g.after.entry.timestamp, trail.startedAt) : ''}</span></span>
      </li>`,
    )}
  </ol>`;
}
