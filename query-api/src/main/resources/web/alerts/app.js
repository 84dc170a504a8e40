// The page of alerts, <logtrail-alerts>: what fires and since when, what is over, and whether those who are told have heard of it.

import { AddressPage } from '../lib/address-page.js';
import { listAlerts, setToken } from '../lib/api.js';
import { ageOf, plural } from '../lib/format.js';
import { html, nothing, repeat } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';
import { skipLink } from '../lib/skip-link.js';
import { placeOf, twinsOf } from '../lib/twins.js';
import { tokenDialog } from '../lib/token-dialog.js';
import { backlogsView, messageView, when } from './message-view.js';

const STATES = ['firing', 'resolved'];

const nameOf = (alert) => alert.functionName;

/** `twins`: of all alerts that are shown. */
function alertView(alert, twins) {
  const { state, functionName, rule, summary, since, resolvedAt, link, account, region } = alert;
  const where = placeOf(alert, twins, nameOf).text;
  return html`<article class="alert" data-id=${alert.alertId}>
    <span class="chip ${state}">${state}</span>
    <span class="when" title="${when(since)}${resolvedAt ? ` to ${when(resolvedAt)}` : ''}">
      ${resolvedAt ? `${when(since)}, for ${ageOf(since, Date.parse(resolvedAt))}` : `for ${ageOf(since)}, since ${when(since)}`}
    </span>
    <span class="what">
      ${link ? html`<a href=${link} title="The requests in question">${visible(functionName)}</a>` : visible(functionName)}${where ? html` <span class="where">${where}</span>` : nothing}: ${visible(summary)}
    </span>
    <span class="about" title="${account} ${region}">rule ${rule}</span>
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
      (answer) => {
        this.answer = answer;
        const firing = answer.alerts.filter((a) => a.state === 'firing').length;
        document.title = `${firing ? `${firing} firing · ` : ''}Alerts · Logtrail`;
      },
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
    const { alerts, messages, waiting } = answer;
    const twins = twinsOf(alerts, nameOf);
    const backlogOf = (message) => waiting.find((w) => w.to === message.to);
    return html`${problemView} ${backlogsView(waiting)}
      ${alerts.length ? repeat(alerts, (a) => a.alertId, (a) => alertView(a, twins)) : html`<p class="none">${this.nothingToShow(answer)}</p>`}
      ${messages.length
        ? html`<h2>Messages</h2>
            ${repeat(messages, (m) => m.messageId, (m) => messageView(m, backlogOf(m)))}`
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
