// The page of alerts, <logtrail-alerts>: what fires and since when, what is over, and whether those who are told have heard of it.

import { AddressPage } from '../lib/address-page.js';
import { listAlerts, setToken } from '../lib/api.js';
import { ageOf, dateOf, plural, timeOf } from '../lib/format.js';
import { html, nothing, repeat } from '../lib/lit.js';
import { skipLink } from '../lib/skip-link.js';
import { tokenDialog } from '../lib/token-dialog.js';

const STATES = ['firing', 'resolved'];
const when = (iso) => `${dateOf(iso)} ${timeOf(iso).slice(0, 8)}`;

/** How a message has fared, as a style and words. */
function fateOf({ sentAt, failures, fault, nextTryAt }) {
  if (sentAt) return ['taken', `taken ${when(sentAt)}${failures ? `, after ${plural(failures, 'failure')}` : ''}`];
  if (!failures) return ['waits', 'about to be sent'];
  const next = nextTryAt ? `next try ${when(nextTryAt)}` : 'given up';
  return ['failed', `not taken, ${plural(failures, 'failure')}, ${next}: ${fault}`];
}

function alertView(alert) {
  const { state, functionName, rule, summary, since, resolvedAt, link, account, region } = alert;
  return html`<article class="alert" data-id=${alert.alertId}>
    <span class="chip ${state}">${state}</span>
    <span class="when" title="${when(since)}${resolvedAt ? ` to ${when(resolvedAt)}` : ''}">
      ${resolvedAt ? `${when(since)}, for ${ageOf(since, Date.parse(resolvedAt))}` : `for ${ageOf(since)}, since ${when(since)}`}
    </span>
    <span class="what">
      ${link ? html`<a href=${link} title="The requests in question">${functionName}</a>` : functionName}: ${summary}
    </span>
    <span class="about" title="${account} ${region}">rule ${rule}</span>
  </article>`;
}

function messageView(message) {
  const [style, words] = fateOf(message);
  return html`<article class="message" data-id=${message.messageId}>
    <details>
      <summary>
        <span class="chip ${style}">${style}</span>
        <span class="when">${when(message.madeAt)}</span>
        <span class="what">${words}</span>
        <span class="about">to ${message.to}</span>
      </summary>
      <pre tabindex="0">${message.body}</pre>
    </details>
  </article>`;
}

class LogtrailAlerts extends AddressPage {
  static refreshMs = 10_000;

  readQuery(query) {
    this.state = STATES.find((s) => s === query.get('state')) ?? null;
  }

  choose(state) {
    this.goTo(new URLSearchParams(state ? { state } : {}));
  }

  load() {
    return this.loadBy(
      () => listAlerts({ state: this.state }),
      (answer) => (this.answer = answer),
    );
  }

  render() {
    return html`${skipLink('main')} ${this.bar()}
      <main class="alerts" id="main" tabindex="-1">${this.content()}</main>
      ${tokenDialog((token) => {
        setToken(token);
        this.load();
      })}`;
  }

  bar() {
    const { answer } = this;
    return html`<header class="bar">
      <a class="brand" href="/" title="Back to the requests">Logtrail</a>
      <h1>Alerts</h1>
      <span class="stages" role="group" aria-label="State">
        ${STATES.map(
          (state) => html`<button
            class="toggle"
            aria-pressed=${this.state === state}
            @click=${() => this.choose(this.state === state ? null : state)}
          >${state}</button>`,
        )}
      </span>
      <span class="notice" role="status">
        ${answer ? `${plural(answer.rules, 'rule')}${answer.pendingMessages ? `, ${plural(answer.pendingMessages, 'message')} not taken yet` : ''}` : ''}
      </span>
    </header>`;
  }

  content() {
    const { answer, problem } = this;
    const problemView = problem
      ? html`<p class="problem" role="alert">${problem.message} <button @click=${() => this.load()}>Reload</button></p>`
      : nothing;
    if (!answer) return problem ? problemView : html`<p class="none">Loading…</p>`;
    const { alerts, messages } = answer;
    return html`${problemView}
      ${alerts.length ? repeat(alerts, (a) => a.alertId, alertView) : html`<p class="none">${this.nothingToShow(answer)}</p>`}
      ${messages.length
        ? html`<h2>Messages</h2>
            ${repeat(messages, (m) => m.messageId, messageView)}`
        : nothing}`;
  }

  nothingToShow({ rules }) {
    if (this.state) return html`No alert is ${this.state}. <button @click=${() => this.choose(null)}>Show all</button>`;
    return rules
      ? `Nothing fires by ${plural(rules, 'rule')}, and nothing has in the last 30 days.`
      : 'There are no rules. Start Logtrail with --alerts FILE to be told when something is wrong.';
  }
}

customElements.define('logtrail-alerts', LogtrailAlerts);
