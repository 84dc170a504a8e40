// One dead letter: a row that says what it is and why, and behind it its bytes and what can be done.

import { dateOf, plural, timeOf } from '../lib/format.js';
import { html, nothing } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';

function sizeOf(bytes) {
  if (bytes < 1024) return plural(bytes, 'byte');
  return bytes < 1 << 20 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`;
}

const when = (iso) => `${dateOf(iso, false)} ${timeOf(iso, false).slice(0, 8)}`;
const triesOf = (letter) => (letter.attempts === 1 ? 'tried once' : `tried ${letter.attempts} times`);

function stateOf(letter) {
  if (letter.retrying) return html`<span class="chip state">being tried again</span>`;
  return letter.cut ? html`<span class="chip state" title="Only its first bytes are kept">cut</span>` : nothing;
}

function facts(letter) {
  const named = {
    account: letter.account,
    region: letter.region,
    'log group': letter.logGroup,
    'log stream': letter.logStream,
    'refused by': letter.version,
    'tried again': letter.retriedAt && when(letter.retriedAt),
  };
  return html`<dl>
    ${Object.entries(named).map(([name, value]) => (value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : nothing))}
  </dl>`;
}

function bytesView({ preview }) {
  const kind = preview.text == null ? 'base64' : preview.gzip ? 'text, unpacked from gzip' : 'text';
  return html`<p class="kind">${kind}${preview.partial ? ', the beginning' : ''}</p>
    <pre tabindex="0">${visible(preview.text ?? preview.base64)}</pre>`;
}

function opened(letter, app) {
  const stuck = letter.retrying || letter.cut;
  return html`<div class="opened">
    ${facts(letter)} ${bytesView(letter)}
    <p class="actions">
      <button ?disabled=${stuck} title=${letter.cut ? 'Only its first bytes are kept: it cannot be tried again' : ''} @click=${() => app.retry(letter)}>Retry</button>
      <button class="danger" @click=${() => app.askDelete(letter)}>Delete</button>
      <button @click=${() => app.download(letter)}>Download</button>
    </p>
  </div>`;
}

/** `whole`: the letter with more of its bytes if it is open; `app`: the LogtrailLetters it is shown in. */
export function letterView(letter, whole, app) {
  return html`<article class="letter" data-id=${letter.id}>
    <button class="row" aria-expanded=${whole ? 'true' : 'false'} @click=${() => app.toggle(letter.id)}>
      <span class="when">${when(letter.receivedAt)}</span>
      <span class="chip ${letter.stage}">${letter.stage}</span>
      <span class="reason" title=${visible(letter.reason)}>${visible(letter.reason)}</span>
      ${stateOf(letter)}
      <span class="about">${letter.source} · ${sizeOf(letter.bytes)} · ${triesOf(letter)}</span>
    </button>
    ${whole ? opened({ ...whole, retrying: letter.retrying }, app) : nothing}
  </article>`;
}
