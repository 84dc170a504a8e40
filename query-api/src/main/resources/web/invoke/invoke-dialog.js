// The dialog in which a function is invoked, <invoke-dialog>: payload and qualifier, then what came of it.

import { invokeFunction, setInvokeToken, trailsOf } from '../lib/api.js';
import { LitElement, html, nothing } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';
import '../trail/json-tree.js';
import { jsonFault } from './allowed.js';

const LOOK_MS = 250;
const LOOK_TIMES = 40;
const permalink = (requestId) => `/r/${encodeURIComponent(requestId)}`;
const keyOf = (target) => `logtrail.payload.${target.functionName}`;

class InvokeDialog extends LitElement {
  static properties = {
    target: { attribute: false },
    problem: { attribute: false }, // why the server cannot invoke, as it said
    since: { state: true }, // when the invoke began, while it runs
    answer: { state: true },
    failure: { state: true },
    trail: { state: true },
    wantsToken: { state: true },
  };

  createRenderRoot() {
    return this; // No shadow root: the page's style sheets apply.
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
    this.gone = true;
  }

  async show() {
    await this.updateComplete;
    this.querySelector('dialog').showModal();
    this.querySelector('textarea').focus();
  }

  close() {
    this.querySelector('dialog').close();
  }

  async submit(event) {
    event.preventDefault();
    if (this.since) return;
    const form = new FormData(event.target);
    const payload = form.get('payload');
    const fault = jsonFault(payload);
    if (fault) {
      this.failure = `The payload is no JSON: ${fault}`;
      return;
    }
    if (form.get('token')) setInvokeToken(form.get('token'));
    this.remember(payload);
    await this.run(payload, form.get('qualifier').trim());
  }

  /** For the next time in this tab. */
  remember(payload) {
    try {
      sessionStorage.setItem(keyOf(this.target), payload);
    } catch {
      // It is too long to be kept.
    }
  }

  async run(payload, qualifier) {
    this.since = Date.now();
    this.answer = this.failure = this.trail = null;
    this.timer = setInterval(() => this.requestUpdate(), 1_000);
    try {
      this.answer = await invokeFunction({ ...this.target, qualifier }, payload);
      this.wantsToken = false;
      this.follow(this.answer.requestId);
    } catch (problem) {
      this.failure = problem.message;
      this.wantsToken = problem.status === 401;
    } finally {
      clearInterval(this.timer);
      this.since = null;
    }
  }

  /** Waits for what the function returned: it comes with the trail, masked where the server masks. */
  async follow(requestId) {
    for (let i = 0; i < LOOK_TIMES && !this.gone && this.answer?.requestId === requestId; i++) {
      const trails = await trailsOf(requestId).catch(() => []);
      this.trail = trails.find((t) => t.invoke) ?? null;
      if (this.trail) return;
      await new Promise((done) => setTimeout(done, LOOK_MS));
    }
  }

  render() {
    const { functionName, account, region, qualifier } = this.target;
    return html`<dialog class="invoke" aria-labelledby="invoke-title" @close=${() => this.dispatchEvent(new CustomEvent('closed'))}>
      <form @submit=${this.submit}>
        <h2 id="invoke-title">Invoke <code>${visible(functionName)}</code></h2>
        <p class="where">It runs for real, with the server's AWS credentials. ${[account, region].filter(Boolean).join(' · ')}</p>
        ${this.problem ? html`<p class="fault" role="alert">${this.problem}</p>` : nothing}
        <label>Payload, JSON <textarea name="payload" rows="8" spellcheck="false" .value=${sessionStorage.getItem(keyOf(this.target)) ?? '{}'}></textarea></label>
        <label>Version or alias <input name="qualifier" autocomplete="off" placeholder="$LATEST" .value=${qualifier ?? ''}></label>
        ${this.wantsToken
          ? html`<label>Token (<code>LOGTRAIL_INVOKE_TOKEN</code>) <input name="token" type="password" autocomplete="off" required></label>`
          : nothing}
        <p class="ways">
          <button ?disabled=${Boolean(this.since)}>Invoke</button>
          <button type="button" class="plain" @click=${this.close}>Close</button>
        </p>
      </form>
      <div class="outcome" role="status">${this.outcome()}</div>
    </dialog>`;
  }

  outcome() {
    if (this.since) return html`<p>Running, ${Math.round((Date.now() - this.since) / 1000)} s…</p>`;
    if (this.failure) return html`<p class="fault" role="alert">${this.failure}</p>`;
    if (!this.answer) return nothing;
    const a = this.answer;
    return html`<p>
        ${a.functionError
          ? html`<strong class="failed">The function has failed: ${a.functionError}</strong>`
          : html`<strong>It has answered</strong>`}
        after ${(a.tookMs / 1000).toFixed(2)} s. <a href=${permalink(a.requestId)}>Its trail</a>
      </p>
      ${a.problem ? html`<p class="fault">${a.problem}</p>` : nothing}
      ${a.logCut ? html`<p class="where">The answer holds the end of the log only: the rest comes with CloudWatch's copy.</p>` : nothing}
      ${this.trail ? this.result(this.trail.invoke.payload) : a.problem ? nothing : html`<p class="where">Its trail is being stored…</p>`}`;
  }

  result(payload) {
    if (payload == null) return html`<p class="where">It returned nothing.</p>`;
    return typeof payload === 'object'
      ? html`<json-tree .value=${payload} open></json-tree>`
      : html`<code>${JSON.stringify(payload)}</code>`;
  }
}

customElements.define('invoke-dialog', InvokeDialog);
