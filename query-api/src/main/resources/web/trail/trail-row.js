// A trail in the list: one line that tells its story, and below it the detail when it is open.

import { ageOf, costOfMillion, dateOf, durationOf, plural, timeOf } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { shownText, visible } from '../lib/shown-text.js';
import { leftMs } from '../list/time-left.js';
import { badgesOf, isFailed } from './outcome.js';
import './trail-detail.js';

const SHORT_ID = 8;
const SILENT_MS = 5_000; // An open request that has written nothing for so long is said to be silent.

function startView(trail, { timeMode, showDate }) {
  const utc = timeMode === 'utc';
  const at = trail.startedAt ?? trail.lastEventAt;
  if (!at) return html`<span class="when">no time</span>`;
  return html`<time class="when" datetime=${at} title="${dateOf(at, utc)} ${timeOf(at, utc)}">${showDate ? `${dateOf(at, utc).slice(5)} ` : ''}${timeOf(at, utc)}</time>`;
}

/** An id that is longer than a UUID's first part is cut there: the rest is shown on hover, and copied. */
function shortId(requestId) {
  const isUuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(requestId);
  return visible(isUuid ? requestId.slice(0, SHORT_ID) : requestId);
}

const MATCH_LEAD = 16; // Characters before what was searched for, where a line is cut to show it.

/** A text from a little before what was searched for, which would otherwise stand beyond the end of the row. */
function fromMatch(text, finder) {
  const at = finder ? text.search(finder) : -1;
  return at <= 2 * MATCH_LEAD ? text : `…${text.slice(at - MATCH_LEAD)}`;
}

/**
 * What is shown in the free space. A trail of the live tail, which goes to all who follow, has the line that tells most of
 * it: in a search the first that matches is taken instead, where its lines are here.
 */
function previewOf({ preview, entries }, finder) {
  if (!finder || preview?.kind === 'match' || preview?.text.search(finder) >= 0) return preview;
  if (FOUND.get(entries)?.finder !== finder && entries) FOUND.set(entries, { finder, entry: entries.find((e) => e.message.search(finder) >= 0) });
  const found = FOUND.get(entries)?.entry;
  return found ? { kind: 'match', level: found.level, text: lineOf(found.message, finder) } : preview;
}

const FOUND = new WeakMap(); // What was found last in a trail's entries.

const lineOf = (message, finder) => message.split('\n').find((line) => line.search(finder) >= 0) ?? message.split('\n', 1)[0];

/** The cause of a failure, what matched, or the last line. */
function previewView(trail, finder) {
  const preview = previewOf(trail, finder);
  if (!preview) return html`<span class="preview"></span>`;
  const level = preview.level?.toLowerCase() ?? 'none';
  return html`<span class="preview ${preview.kind} ${level}" title=${visible(preview.text)}>${shownText(fromMatch(preview.text, finder), finder)}</span>`;
}

function duration(trail) {
  const ms = trail.report?.durationMs;
  if (ms != null) return durationOf(ms);
  if (trail.state !== 'open' || !trail.startedAt) return '';
  return html`<span class="running">running ${ageOf(trail.startedAt)}</span>`;
}

function silence(trail) {
  if (trail.state !== 'open' || !trail.lastEventAt) return nothing;
  const silent = Date.now() - Date.parse(trail.lastEventAt) > SILENT_MS;
  return silent ? html`<span class="badge plain" title="since its last line">silent ${ageOf(trail.lastEventAt)}</span>` : nothing;
}

function timeLeft(trail, timeouts) {
  const left = leftMs(trail, timeouts);
  if (left == null) return nothing;
  const seconds = Math.ceil(left / 1_000);
  return html`<span class="badge open" title="until its timeout of ${timeouts.get(trail.functionName) / 1_000} s">${seconds} s left</span>`;
}

function costView({ cost }) {
  if (!cost) return html`<span class="cost"></span>`;
  const title = `about $${cost.usd}; a million like it ${costOfMillion(cost.usd).replace('/M', '')}`;
  return html`<span class="cost" title=${title}>${costOfMillion(cost.usd)}</span>`;
}

function badges(trail, timeouts) {
  return html`<span class="badges">
    ${badgesOf(trail).map(([text, kind]) => html`<span class="badge ${kind}">${text}</span>`)} ${silence(trail)} ${timeLeft(trail, timeouts)}
  </span>`;
}

/** `view`: {timeMode, platform, showFunction, showDate, timeouts, marked, finder}; `onToggle(key)` opens or closes it. */
export function trailRow(trail, key, isOpen, view, onToggle) {
  const id = `trail-${trail.trailId}`; // The key holds what an id may not.
  const memory = trail.report?.maxMemoryUsedMb;
  return html`<article class="trail ${isOpen ? 'is-open' : ''} ${isFailed(trail) ? 'is-failed' : ''}">
    <h3>
      <button
        class="row ${view.showFunction ? 'with-fn' : ''}"
        data-key=${key}
        aria-expanded=${isOpen}
        aria-controls=${isOpen ? id : nothing}
        @click=${() => onToggle(key)}
      >
        ${startView(trail, view)}
        <span class="sub">
          <span class="id" title=${visible(trail.requestId)}>${isOpen ? visible(trail.requestId) : shortId(trail.requestId)}</span>
          ${view.showFunction
            ? html`<span class="fn" title=${visible(trail.functionName)}>${visible(trail.functionName)}</span>`
            : nothing}
          ${previewView(trail, view.finder)}
        </span>
        ${badges(trail, view.timeouts)}
        <span class="lines">${plural(trail.entryCount, 'line')}</span>
        <span class="duration">${duration(trail)}</span>
        <span class="memory">${memory == null ? '' : `${memory} MB`}</span>
        ${costView(trail)}
      </button>
    </h3>
    ${isOpen
      ? html`<trail-detail
          id=${id}
          class=${view.showFunction ? 'with-fn-detail' : ''}
          .trail=${trail}
          .timeMode=${view.timeMode}
          .platform=${view.platform}
          .marked=${view.marked}
          .finder=${view.finder}
        ></trail-detail>`
      : nothing}
  </article>`;
}
