// Failed requests beside the usual sequence of their function's messages: where each first goes another way.

import { plural } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { functionLink, part, requestLink } from './parts.js';

const quoted = (template) => html`<code>${template}</code>`;
const usually = ({ template, share }) => html`${template == null ? 'the end' : quoted(template)} (${Math.round(share * 100)} %)`;

function divergenceView({ after, found, usual, missing }) {
  return html`<p>
      ${after == null ? 'At the beginning' : html`After ${quoted(after)}`} came
      ${found == null ? 'no more' : quoted(found)}${usual.length
        ? html`; usually comes ${usual.map((next, i) => html`${i ? ', or ' : ''}${usually(next)}`)}`
        : nothing}.
    </p>
    ${missing.length ? html`<p>Never came: ${missing.map((m, i) => html`${i ? ', ' : ''}${quoted(m)}`)}.</p>` : nothing}`;
}

/** Failures that go the same other way from the same place, the newest of them first. */
function alike(failures) {
  const groups = new Map();
  for (const f of failures) {
    const key = JSON.stringify([f.functionName, f.outcome, f.divergence?.after, f.divergence?.found, f.divergence?.missing]);
    groups.set(key, [...(groups.get(key) ?? []), f]);
  }
  return [...groups.values()];
}

function failureView([failure, ...more], ofAll) {
  const { functionName, requestId, outcome, comparedWith, divergence } = failure;
  return html`<li class="failure">
    <div>
      ${requestLink(requestId)} <span class="outcome">${outcome.replaceAll('_', ' ')}</span>
      ${ofAll ? functionLink(functionName) : nothing}
      <span class="says">beside ${plural(comparedWith, 'request')} that went well</span>
      ${more.length
        ? html`<span class="says">and ${more.length} more alike:</span> ${more.map((f) => html`${requestLink(f.requestId)} `)}`
        : nothing}
    </div>
    ${divergence
      ? divergenceView(divergence)
      : html`<p class="says">${comparedWith ? 'It wrote what the others wrote, in their order.' : 'None went well: there is nothing to compare it with.'}</p>`}
  </li>`;
}

export function failuresView(failures, ofAll) {
  return part(
    'failures',
    'Where failures go another way',
    'The first message of a failed request that requests of its function which went well do not have there.',
    failures.length ? html`<ul class="plain">${alike(failures).map((group) => failureView(group, ofAll))}</ul>` : nothing,
    'No request failed.',
  );
}
