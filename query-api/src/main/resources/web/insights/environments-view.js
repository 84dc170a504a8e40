// Environments: which are poisoned, and which request raised an environment's Max Memory Used.

import { plural } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { functionLink, part, requestLink, table } from './parts.js';

const SHOWN_RISES = 10;
const LEAST_RISE = 0.05; // Of what the environment then used; what grows in smaller steps is counted.

const streamName = (stream) => html`<span class="stream" title=${stream}>…${stream.slice(-12)}</span>`;

function poisonedView({ functionName, logStream, failingSince, failed, requests }) {
  return html`<li class="poisoned">
    <strong>${functionLink(functionName)}</strong> environment ${streamName(logStream)} fails since ${requestLink(failingSince)}:
    ${plural(failed, 'request')} in a row of ${requests}, while other environments do not.
  </li>`;
}

/** The requests that raised a peak that was known before; the largest steps first. */
function risesOf(environments) {
  return environments
    .flatMap((e) => e.memory.filter((m) => m.fromMb > 0).map((m) => ({ ...m, ...{ functionName: e.functionName, logStream: e.logStream } })))
    .sort((a, b) => b.toMb - b.fromMb - (a.toMb - a.fromMb));
}

export function environmentsView(environments, ofAll) {
  const poisoned = environments.filter((e) => e.poisoned);
  const rises = risesOf(environments);
  const shown = rises.filter((r) => r.toMb - r.fromMb >= LEAST_RISE * r.toMb).slice(0, SHOWN_RISES);
  const left = rises.length - shown.length;
  return html`${part(
    'poisoned',
    'Poisoned environments',
    'An environment that fails from some request on, while others of its function do not, was left broken by that request.',
    poisoned.length ? html`<ul class="plain">${poisoned.map(poisonedView)}</ul>` : nothing,
    `None of ${plural(environments.length, 'environment')} fails from some request on.`,
  )}
  ${part(
    'memory',
    'Who raised the memory',
    'REPORT prints the largest memory that an environment has used so far. These requests raised it, the largest steps first.',
    shown.length
      ? html`${table(
          'Requests that raised the memory of their environment',
          [...(ofAll ? [['Function']] : []), ['Request'], ['Environment', 'aside'], ['Before, MB', 'n'], ['With it, MB', 'n'], ['Step, MB', 'n']],
          shown.map(
            (r) => html`<tr>
              ${ofAll ? html`<td>${functionLink(r.functionName)}</td>` : nothing}
              <td>${requestLink(r.requestId)}</td>
              <td class="aside">${streamName(r.logStream)}</td>
              <td class="n">${r.fromMb}</td>
              <td class="n">${r.toMb}</td>
              <td class="n">+${r.toMb - r.fromMb}</td>
            </tr>`,
          ),
        )}
        ${left ? html`<p class="says">${plural(left, 'smaller step')} left out.</p>` : nothing}`
      : nothing,
    left ? `No request raised the memory of its environment by much; ${plural(left, 'small step')} left out.` : 'No request raised the memory of its environment.',
  )}`;
}
