// The page of a trace, <logtrail-trace>: when each of its requests ran, and where within a request the time went.

import { AddressPage } from '../lib/address-page.js';
import { setToken, traceOf } from '../lib/api.js';
import { html, nothing } from '../lib/lit.js';
import { visible } from '../lib/shown-text.js';
import { skipLink } from '../lib/skip-link.js';
import { tokenDialog } from '../lib/token-dialog.js';
import { decoded } from '../lib/address.js';
import { summaryView } from './summary-view.js';
import { waterfall } from './waterfall.js';

class LogtrailTrace extends AddressPage {
  static refreshMs = 5_000;

  constructor() {
    super();
    this.openIds = new Set();
  }

  readQuery() {
    this.traceId = decoded(location.pathname.replace(/^\/t\//, ''));
    document.title = `Trace ${visible(this.traceId)} · Logtrail`;
  }

  load() {
    return this.loadBy(
      () => traceOf(this.traceId),
      (found) => (this.found = found),
    );
  }

  toggle(trail) {
    if (!this.openIds.delete(trail.trailId)) this.openIds.add(trail.trailId);
    this.requestUpdate();
  }

  render() {
    return html`${skipLink('main')}
      <header class="bar">
        <a class="brand" href="/" title="All requests">Logtrail</a>
        <h1>Trace <code>${visible(this.traceId)}</code></h1>
        <a class="toggle link" href="/?filter=${encodeURIComponent(this.traceId)}">As a list</a>
      </header>
      <main class="trace" id="main" tabindex="-1">${this.content()}</main>
      ${tokenDialog((token) => {
        setToken(token);
        this.load();
      })}`;
  }

  content() {
    const { found, problem } = this;
    const said = problem ? html`<p class="none" role="alert">${problem.message} <button @click=${() => this.load()}>Try again</button></p>` : nothing;
    if (!found) return problem ? said : html`<p class="none">Loading…</p>`;
    return html`${said}
      ${summaryView(found)}
      ${waterfall(found.trails, this.openIds, (t) => this.toggle(t))}`;
  }
}

customElements.define('logtrail-trace', LogtrailTrace);
