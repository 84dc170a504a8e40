// Why a request failed, <why-view>: when it fell silent, what it said of it, where it went another way than requests
// that went well, and earlier ones that failed alike.

import { explanationOf, pathOf } from '../lib/api.js';
import { dateOf, offsetOf, plural, timeOf } from '../lib/format.js';
import { LitElement, html, nothing } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';
import { permalinkOf } from '../trail/trail-text.js';

const ENDED_BY_LAMBDA = new Set(['timeout', 'out_of_memory', 'crash']);
const SIMILAR = 8;
const TEXT_CHARS = 200;
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
const percent = (share) => `${Math.round(100 * share)} %`;

/** How long a request that Lambda ended had written nothing: {line, entry, ms}; null if that is not known. */
export function silenceOf(trail) {
  const whole = trail.report?.durationMs;
  if (!ENDED_BY_LAMBDA.has(trail.outcome) || whole == null || !trail.startedAt || !trail.entries) return null;
  const start = Date.parse(trail.startedAt);
  const last = trail.entries.findLastIndex((e) => e.origin === 'function' && e.timestamp);
  const ms = whole - (last < 0 ? 0 : Date.parse(trail.entries[last].timestamp) - start);
  return ms < 0 ? null : { line: last, entry: trail.entries[last], ms };
}

function silenceView(trail, silence) {
  const { line, entry, ms } = silence;
  const whole = seconds(trail.report.durationMs);
  const of = `${seconds(ms)} of ${whole}`;
  return entry
    ? html`after <a href=${permalinkOf(trail, entry, line)}>line ${line + 1}</a> (${offsetOf(entry.timestamp, trail.startedAt)}) nothing was written for ${of}`
    : html`nothing was written for all of ${whole}`;
}

/** One line above the lines of a request that Lambda ended; nothing where it is not known when it fell silent. */
export function whyLine(trail, onWhy) {
  const silence = silenceOf(trail);
  if (!silence) return nothing;
  return html`<section class="result failed why-line" aria-label="Why it failed">
    <span class="status">${trail.outcome.replaceAll('_', ' ')}</span>
    <span>${silenceView(trail, silence)}</span>
    <button class="unfold" @click=${onWhy}>why?</button>
  </section>`;
}

class WhyView extends LitElement {
  static properties = { trail: { attribute: false }, utc: { type: Boolean }, found: { state: true }, problem: { state: true } };

  createRenderRoot() {
    return this; // No shadow root: the page's style sheets apply.
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    try {
      this.found = await explanationOf(this.trail.requestId);
    } catch (problem) {
      this.problem = problem.message;
    }
  }

  render() {
    const silence = silenceOf(this.trail);
    return html`<dl class="why" aria-label="Why it failed">
      ${silence ? this.part('silent', silenceView(this.trail, silence)) : nothing}
      ${this.problem
        ? this.part('compared', html`<span role="alert">${this.problem}</span>`)
        : this.found
          ? this.explained(this.found)
          : this.part('compared', 'Comparing it with others…')}
    </dl>`;
  }

  part(name, value) {
    return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  }

  lineLink(line) {
    return html`<a href=${permalinkOf(this.trail, this.trail.entries?.[line], line)}>line ${line + 1}</a>`;
  }

  text(text) {
    return html`<code>${visible(text.split('\n', 1)[0].slice(0, TEXT_CHARS))}</code>`;
  }

  explained({ cause, failureLine, comparedWith, divergence, similar }) {
    const said = failureLine == null ? nothing : html` · ${this.lineLink(failureLine)}`;
    return html`
      ${cause ? this.part('cause', html`${this.text(cause)}${said}`) : nothing}
      ${comparedWith
        ? this.part('compared', `with ${plural(comparedWith, 'request')} of this function that went well`)
        : this.part('compared', 'no request of this function that went well is stored near it')}
      ${divergence ? this.divergence(divergence) : nothing}
      ${similar.requests.length ? this.part('failed alike', this.similar(similar)) : nothing}
    `;
  }

  divergence({ line, after, found, usual, missing }) {
    return html`
      ${this.part(
        'differs',
        html`from ${line == null ? 'its end' : this.lineLink(line)} on${after ? html`, after ${this.text(after)}` : nothing}:
        ${found ? this.text(found) : 'it wrote no more'}`,
      )}
      ${usual.length
        ? this.part('usual there', html`<ul>${usual.map((u) => html`<li>${this.text(u.template)} ${percent(u.share)}</li>`)}</ul>`)
        : nothing}
      ${missing.length ? this.part('missing', html`<ul>${missing.map((m) => html`<li>${this.text(m)}</li>`)}</ul>`) : nothing}
    `;
  }

  similar({ requests, compared }) {
    return html`${requests.length} of ${compared} that failed before it
    <ul>
      ${requests.slice(0, SIMILAR).map(
        (r) => html`<li>
          <a href="/r/${pathOf(r.requestId)}">${visible(r.requestId)}</a>
          ${r.startedAt ? html`<span class="at">${dateOf(r.startedAt, this.utc)} ${timeOf(r.startedAt, this.utc)}</span>` : nothing}
        </li>`,
      )}
    </ul>`;
  }
}

customElements.define('why-view', WhyView);
