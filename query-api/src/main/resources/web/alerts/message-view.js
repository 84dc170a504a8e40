// A message to somebody who is told of alerts: what it says in short, how it has fared, and behind it all of it.

import { ageOf, dateOf, plural, timeOf } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';

/** 2026-11-20 10:00:00, in the browser's zone. */
export const when = (iso) => `${dateOf(iso)} ${timeOf(iso).slice(0, 8)}`;

function jsonOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null; // A mail, or one that is cut.
  }
}

const SUBJECT_CHARS = 160;

/** The value of a field in JSON that may be cut; null if it is not there. */
function fieldIn(body, name) {
  const found = new RegExp(`"${name}":("(?:[^"\\\\]|\\\\.)*")`).exec(body);
  return found && jsonOf(found[1]);
}

/** What a message of any format is about: its subject, or its first line. */
export function subjectOf(body) {
  if (fieldIn(body, 'rule') && body.startsWith('{"rule"')) {
    const more = jsonOf(body) ? jsonOf(body).alerts.length - 1 : null; // Not known of one that is cut.
    const others = more === 0 ? '' : more == null ? ' and more' : ` and ${more} more`;
    return `[${fieldIn(body, 'state').toUpperCase()}] ${fieldIn(body, 'rule')}: ${fieldIn(body, 'functionName') ?? ''}${others}`;
  }
  const text = String(fieldIn(body, 'Subject') ?? fieldIn(body, 'text') ?? body);
  const line = text.split('\n', 1)[0].replace(/^Subject: /, '').replaceAll('*', '');
  return line.length > SUBJECT_CHARS ? `${line.slice(0, SUBJECT_CHARS)}…` : line;
}

/** How a message has fared, as a style and words; `backlog`: what waits for the same receiver, or nothing. */
function fateOf({ sentAt, failures, fault, nextTryAt }, backlog) {
  if (sentAt) return ['taken', `taken ${when(sentAt)}${failures ? `, after ${plural(failures, 'failure')}` : ''}`];
  if (!failures) return ['waits', backlog?.failures ? 'waits behind the first that was not taken' : 'about to be sent'];
  const next = nextTryAt ? `next try ${when(nextTryAt)}` : 'given up';
  return ['failed', `not taken, ${plural(failures, 'failure')}, ${next}: ${fault}`];
}

export function messageView(message, backlog) {
  const [style, words] = fateOf(message, backlog);
  const json = jsonOf(message.body);
  return html`<article class="message" data-id=${message.messageId}>
    <details>
      <summary>
        <span class="chip ${style}">${style}</span>
        <span class="when">${when(message.madeAt)}</span>
        <span class="what">${visible(subjectOf(message.body))} <span class="fate">${words}</span></span>
        <span class="about">to ${message.to}</span>
      </summary>
      <pre tabindex="0">${visible(json ? JSON.stringify(json, null, 2) : message.body)}</pre>
    </details>
  </article>`;
}

/** Who has not heard of everything, because what is sent to them is not taken. */
export function backlogsView(waiting) {
  const stuck = waiting.filter((w) => w.failures);
  if (!stuck.length) return nothing;
  return html`<ul class="backlogs" aria-label="Who has not heard of everything">
    ${stuck.map(
      (w) => html`<li>
        <b>${w.to}</b> has not taken ${plural(w.messages, 'message')} for ${ageOf(w.since)}: ${visible(w.fault)}.
        ${plural(w.failures, 'failure')}; next try ${when(w.nextTryAt)}.
      </li>`,
    )}
  </ul>`;
}
