// The page of dead letters, <logtrail-letters>: what could not be read or stored, to look at, retry and delete.

import { AddressPage } from '../lib/address-page.js';
import { deadLetter, deadLetterBytes, deleteLetters, listDeadLetters, retryLetters, setIngestToken, setToken } from '../lib/api.js';
import { plural, sizeOf } from '../lib/format.js';
import { html, live, nothing, repeat } from '../lib/lit.js';
import { skipLink } from '../lib/skip-link.js';
import { tokenDialog } from '../lib/token-dialog.js';
import { confirmDialog } from './confirm-dialog.js';
import { letterView } from './letter-view.js';

const STAGES = ['decode', 'attribute', 'store'];
const INGEST = { id: 'ingest-token', variable: 'LOGTRAIL_INGEST_TOKEN' };

class LogtrailLetters extends AddressPage {
  static refreshMs = 10_000;

  constructor() {
    super();
    this.open = new Map(); // By id: the letter with more of its bytes.
    this.letters = null;
    this.asked = null; // What is to be confirmed.
  }

  readQuery(query) {
    this.filter = { stage: query.get('stage'), reason: query.get('reason') };
  }

  choose(change) {
    this.goTo(new URLSearchParams(Object.entries({ ...this.filter, ...change }).filter(([, value]) => value)));
  }

  /** Loads the newest letters, as many as are shown. */
  load(limit = Math.min(200, Math.max(50, this.letters?.length ?? 0))) {
    return this.loadBy(
      () => listDeadLetters({ ...this.filter, limit }),
      (page) => Object.assign(this, { letters: page.deadLetters, cursor: page.nextCursor }),
    );
  }

  async loadOlder() {
    try {
      const page = await listDeadLetters({ ...this.filter, limit: 50, cursor: this.cursor });
      Object.assign(this, { letters: [...this.letters, ...page.deadLetters], cursor: page.nextCursor });
    } catch (problem) {
      this.failed(problem, 'token');
    }
    this.requestUpdate();
  }

  failed(problem, dialog) {
    this.problem = problem;
    if (problem.status === 401) this.querySelector(`#${dialog}`)?.showModal();
    this.requestUpdate();
  }

  async toggle(id) {
    if (this.open.delete(id)) return this.requestUpdate();
    try {
      this.open.set(id, await deadLetter(id));
    } catch (problem) {
      this.failed(problem, 'token');
    }
    this.requestUpdate();
  }

  /** Runs a change, says what came of it, and shows what is left. */
  async change(work) {
    try {
      this.notice = await work();
      this.problem = null;
    } catch (problem) {
      this.failed(problem, INGEST.id);
    }
    this.open.clear();
    await this.load();
  }

  retry(letter) {
    return this.change(async () => {
      await retryLetters(letter.id);
      return `Letter ${letter.id} is being tried again.`;
    });
  }

  retryAll() {
    return this.change(async () => {
      const { retried, left, problem } = await retryLetters(null, this.filter);
      return `${plural(retried, 'letter')} being tried again.${left ? ` ${left} are left for another time.` : ''} ${problem ?? ''}`;
    });
  }

  ask(question, action) {
    this.asked = { question, action };
    this.requestUpdate();
    this.updateComplete.then(() => this.querySelector('#confirm').showModal());
  }

  askDelete(letter) {
    this.ask(`Delete dead letter ${letter.id}?`, () =>
      this.change(async () => {
        await deleteLetters(letter.id);
        return `Letter ${letter.id} is deleted.`;
      }));
  }

  askDeleteAll() {
    const which = this.filter.stage || this.filter.reason ? 'all dead letters that match' : 'all dead letters';
    this.ask(`Delete ${which}, also those that are not shown?`, () =>
      this.change(async () => `${plural((await deleteLetters(null, this.filter)).deleted, 'letter')} deleted.`));
  }

  async download(letter) {
    try {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await deadLetterBytes(letter.id));
      link.download = `dead-letter-${letter.id}.bin`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (problem) {
      this.failed(problem, 'token');
    }
  }

  render() {
    return html`${skipLink('main')} ${this.bar()}
      <main class="letters" id="main" tabindex="-1">${this.content()}</main>
      ${confirmDialog(this.asked)}
      ${tokenDialog((token) => {
        setToken(token);
        this.load();
      })}
      ${tokenDialog((token) => {
        setIngestToken(token);
        this.problem = null;
        this.requestUpdate();
      }, INGEST)}`;
  }

  bar() {
    const { filter, letters } = this;
    return html`<header class="bar">
      <a class="brand" href="/" title="Back to the requests">Logtrail</a>
      <h1>Dead letters</h1>
      ${letters?.length ? html`<span class="count">${this.cursor ? 'the newest ' : ''}${plural(letters.length, 'letter')}, ${sizeOf(letters.reduce((n, l) => n + l.bytes, 0))}</span>` : nothing}
      <span class="stages" role="group" aria-label="Stage">
        ${STAGES.map(
          (stage) => html`<button
            class="toggle"
            aria-pressed=${filter.stage === stage}
            @click=${() => this.choose({ stage: filter.stage === stage ? null : stage })}
          >${stage}</button>`,
        )}
      </span>
      <input
        type="search"
        placeholder="A part of the reason"
        aria-label="Only letters whose reason holds this"
        .value=${live(filter.reason ?? '')}
        @change=${(e) => this.choose({ reason: e.target.value.trim() })}
      />
      <span class="notice" role="status">${this.notice ?? ''}</span>
      ${letters?.length
        ? html`<span class="all">
            <button class="toggle" title="Try all of these again" @click=${() => this.retryAll()}>retry all</button>
            <button class="toggle danger" title="Delete all of these" @click=${() => this.askDeleteAll()}>delete all</button>
          </span>`
        : nothing}
    </header>`;
  }

  content() {
    const { letters, problem, filter } = this;
    const problemView = problem
      ? html`<p class="problem" role="alert">${problem.message} <button @click=${() => this.load()}>Reload</button></p>`
      : nothing;
    if (!letters) return problem ? problemView : html`<p class="none">Loading…</p>`;
    if (!letters.length) {
      const filtered = filter.stage || filter.reason;
      return html`${problemView}<p class="none">
        ${filtered
          ? html`No dead letter matches. <button @click=${() => this.choose({ stage: null, reason: null })}>Show all</button>`
          : 'No dead letters: everything that was sent could be read and stored.'}
      </p>`;
    }
    return html`${problemView}
      ${repeat(letters, (letter) => letter.id, (letter) => letterView(letter, this.open.get(letter.id), this))}
      ${this.cursor ? html`<button class="older" @click=${() => this.loadOlder()}>View older</button>` : nothing}`;
  }
}

customElements.define('logtrail-letters', LogtrailLetters);
