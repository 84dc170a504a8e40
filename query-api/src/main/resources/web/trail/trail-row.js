// A trail in the list: one line that tells its story, and below it the detail when it is open.

import { ageOf, costOfMillion, dateOf, durationOf, plural, timeOf } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { shownText, visible } from '../lib/shown-text.js';
import { leftMs } from '../list/time-left.js';
import { badgesOf, isFailed } from './outcome.js';
import './trail-detail.js';

const SHORT_ID = 8;
const SILENT_MS = 5_000; // An open request that has written nothing for so long is said to be silent.

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

const NO_PREVIEW = { kind: '', text: '' };

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

function timeLeft(trail, timeoutMs) {
  const left = leftMs(trail, timeoutMs);
  if (left == null) return nothing;
  return html`<span class="badge open" title="until its timeout of ${timeoutMs / 1_000} s">${Math.ceil(left / 1_000)} s left</span>`;
}

const costTitle = ({ usd }) => `about $${usd}; a million like it ${costOfMillion(usd).replace('/M', '')}`;

/**
 * `view`: {timeMode, platform, showFunction, showDate, timeoutMs, marked, finder}, `timeoutMs` null where the function's is
 * not known; `onToggle(key)` opens or closes it. One template for all that each row has: parts with templates of their own
 * take as long to make as all the rest. In its free space stands the cause of a failure, what matched, or the last line.
 */
export function trailRow(trail, key, isOpen, view, onToggle) {
  const id = `trail-${trail.trailId}`; // The key holds what an id may not.
  const memory = trail.report?.maxMemoryUsedMb;
  const { cost } = trail;
  const utc = view.timeMode === 'utc';
  const at = trail.startedAt ?? trail.lastEventAt;
  const time = at ? timeOf(at, utc) : 'no time';
  const preview = previewOf(trail, view.finder) ?? NO_PREVIEW;
  const level = preview.level?.toLowerCase() ?? 'none';
  return html`<article class="trail ${isOpen ? 'is-open' : ''} ${isFailed(trail) ? 'is-failed' : ''}">
    <h3>
      <button
        class="row ${view.showFunction ? 'with-fn' : ''}"
        data-key=${key}
        aria-expanded=${isOpen}
        aria-controls=${isOpen ? id : nothing}
        @click=${() => onToggle(key)}
      >
        <time class="when" datetime=${at ?? nothing} title=${at ? `${dateOf(at, utc)} ${time}` : nothing}>${at && view.showDate ? `${dateOf(at, utc).slice(5)} ` : ''}${time}</time>
        <span class="sub">
          <span class="id" title=${visible(trail.requestId)}>${isOpen ? visible(trail.requestId) : shortId(trail.requestId)}</span>
          ${view.showFunction
            ? html`<span class="fn" title=${visible(trail.functionName)}>${visible(trail.functionName)}</span>`
            : nothing}
          <span class="preview ${preview.kind} ${level}" title=${visible(preview.text) || nothing}
            >${shownText(fromMatch(preview.text, view.finder), view.finder)}</span
          >
        </span>
        <span class="badges">
          ${badgesOf(trail).map(([text, kind]) => html`<span class="badge ${kind}">${text}</span>`)} ${silence(trail)} ${timeLeft(trail, view.timeoutMs)}
        </span>
        <span class="lines">${plural(trail.entryCount, 'line')}</span>
        <span class="duration">${duration(trail)}</span>
        <span class="memory">${memory == null ? '' : `${memory} MB`}</span>
        <span class="cost" title=${cost ? costTitle(cost) : nothing}>${cost ? costOfMillion(cost.usd) : ''}</span>
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
