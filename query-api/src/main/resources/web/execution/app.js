// The page of an execution, <logtrail-execution>: all its requests in order, what was between them, and what its operations did.

import { conditionOf, withCondition } from '../filter/filter.js';
import { AddressPage } from '../lib/address-page.js';
import { executionOf, setToken } from '../lib/api.js';
import { copyText } from '../lib/clipboard.js';
import { html, nothing } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';
import { skipLink } from '../lib/skip-link.js';
import { tokenDialog } from '../lib/token-dialog.js';
import { decoded } from '../lib/address.js';
import { executionView } from './execution-view.js';

const ARN_FIELDS = ['executionArn', 'durableExecutionArn', 'execution_arn'];

/** Takes the execution's ARN out of the fields of each line: the page says it once. */
function withoutArn(x) {
  for (const { trail } of x.requests) {
    for (const { fields } of trail.entries) {
      for (const name of ARN_FIELDS) if (fields?.[name] === x.execution.arn) delete fields[name];
    }
  }
  return x;
}

class LogtrailExecution extends AddressPage {
  static refreshMs = 5_000;

  constructor() {
    super();
    this.folded = new Set(); // Trail ids of requests whose lines are not shown.
    this.platform = false;
  }

  readQuery() {
    this.name = location.pathname.replace(/^\/x\//, '').split('/').map(decoded).join('/');
    document.title = `Execution ${visible(this.name)} · Logtrail`;
  }

  load() {
    return this.loadBy(
      () => executionOf(this.name),
      (found) => {
        found.executions.forEach(withoutArn);
        this.found = found;
      },
    );
  }

  toggle(trail) {
    if (!this.folded.delete(trail.trailId)) this.folded.add(trail.trailId);
    this.requestUpdate();
  }

  showPlatform(isShown) {
    this.platform = isShown;
    this.requestUpdate();
  }

  /** The list of what has a field's value, or has it not. */
  showValue({ path, value, excludes }) {
    const condition = conditionOf(path, value, excludes);
    if (condition) location.assign(`/?filter=${encodeURIComponent(withCondition('', condition))}`);
  }

  render() {
    return html`${skipLink('main')}
      <header class="bar">
        <a class="brand" href="/" title="All requests">Logtrail</a>
        <h1>Execution <code>${visible(this.name)}</code></h1>
        <label class="toggle"><input type="checkbox" .checked=${this.platform} @change=${(e) => this.showPlatform(e.target.checked)}> platform lines</label>
        <a class="toggle link" href="/?filter=${encodeURIComponent(this.name)}">As a list</a>
      </header>
      <main
        class="executions"
        id="main"
        tabindex="-1"
        @toggle-platform=${() => this.showPlatform(!this.platform)}
        @filter-value=${(e) => this.showValue(e.detail)}
      >
        ${this.content()}
      </main>
      ${tokenDialog((token) => {
        setToken(token);
        this.load();
      })}`;
  }

  content() {
    const { found, problem } = this;
    const said = problem ? html`<p class="none" role="alert">${problem.message} <button @click=${() => this.load()}>Try again</button></p>` : nothing;
    if (!found) return problem ? said : html`<p class="none">Loading…</p>`;
    const view = { folded: this.folded, platform: this.platform, onToggle: (t) => this.toggle(t), onCopy: copyText };
    return html`${said} ${found.executions.map((x) => executionView(x, view))}
      ${found.truncated ? html`<p class="none" role="status">There is more: not all requests are shown.</p>` : nothing}`;
  }
}

customElements.define('logtrail-execution', LogtrailExecution);
