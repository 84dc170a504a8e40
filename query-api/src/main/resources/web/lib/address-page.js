// A page whose content follows its address and is loaded again from time to time. What extends it says by `refreshMs` how
// often, reads the address in `readQuery(query)` and loads in `load()`.

import { LitElement } from './lit.js';

export class AddressPage extends LitElement {
  createRenderRoot() {
    return this; // No shadow root: the page's style sheets apply.
  }

  connectedCallback() {
    super.connectedCallback();
    this.onPop = () => this.readAddress();
    window.addEventListener('popstate', this.onPop);
    this.timer = setInterval(() => document.hidden || this.load(), this.constructor.refreshMs);
    this.readAddress();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('popstate', this.onPop);
    clearInterval(this.timer);
  }

  readAddress() {
    this.readQuery(new URLSearchParams(location.search));
    this.load();
  }

  /** Goes to this page with another query. */
  goTo(query) {
    history.pushState(null, '', query.size ? `${location.pathname}?${query}` : location.pathname);
    this.readAddress();
  }

  /**
   * Loads by `fetch()` and has `keep(answer)` keep it. A fault becomes `problem`; where a token is missing it is asked for.
   * The answer to an older load than the newest is ignored.
   */
  async loadBy(fetch, keep) {
    const isNewest = this.beginLoad();
    try {
      const answer = await fetch();
      if (!isNewest()) return;
      keep(answer);
      this.problem = null;
    } catch (problem) {
      if (!isNewest()) return;
      this.problem = problem;
      if (problem.status === 401) this.querySelector('#token')?.showModal();
    }
    this.requestUpdate();
  }

  /** Begins a load. The function tells whether no other has begun since: the answer to an older one is ignored. */
  beginLoad() {
    const call = (this.lastCall = (this.lastCall ?? 0) + 1);
    return () => call === this.lastCall;
  }
}
