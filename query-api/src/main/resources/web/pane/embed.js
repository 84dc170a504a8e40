// Served as /pane.js: the element <logtrail-pane>, which embeds the log pane in another page:
//
//   <script src="http://127.0.0.1:8080/pane.js"></script>
//   <logtrail-pane function="orders" style="height: 320px"></logtrail-pane>
//
// The attributes `function` and `q` (a CloudWatch Logs filter pattern) may change at any time. With `closable` the pane has a
// button to close it, with `resizable` a bar above it that is dragged, or moved by the arrow keys. The event `ready` says that
// the pane has loaded, `close` that it shall be closed, `resize` that its height has changed. The server must allow the page's
// origin (--allow-origin); what is missing is said in the pane's place.
//
// With `keys` a shortcut that the pane has no use for is the event `key`, what KeyboardEvent takes in `detail`: for a page around it that
// has shortcuts of its own. What is typed is not among them.
//
// `theme`, light or dark, is that of the page around; without it the system's holds. It may change, too.
//
// With `frames` a click on a line of a stack is the event `frame`, its text in `detail.frame`. The event `unauthorized` says that the
// server wants a token; the property `token` hands one over.

(() => {
  const server = new URL(document.currentScript.src).origin;
  const PATIENCE_MS = 4_000; // A pane that is not ready by then may never be.
  const LEAST_HEIGHT = 90;

  /** Why the pane does not load; null if it only takes long. */
  async function whatIsMissing() {
    const health = `${server}/healthz/live`;
    try {
      await fetch(health);
      return null;
    } catch {
      // The server is away, or forbids this page to read its answers.
    }
    try {
      await fetch(health, { mode: 'no-cors' });
      // Views of VS Code may embed the pane, though not read the server's answers.
      if (location.protocol === 'vscode-webview:') return null;
      return `Logtrail at ${server} does not allow this page to embed it. Start it with --allow-origin ${location.origin}`;
    } catch {
      const mixed = location.protocol === 'https:' && server.startsWith('http:');
      return mixed
        ? `This page is loaded by https, and Logtrail at ${server} by http: the browser blocks that. Start Logtrail with --tls-cert and --tls-key.`
        : `Logtrail cannot be reached at ${server}. Is it running? Start it with: logtrail up`;
    }
  }

  class LogtrailPane extends HTMLElement {
    static observedAttributes = ['function', 'q', 'theme'];

    connectedCallback() {
      if (!this.style.display) this.style.display = 'flex';
      this.style.flexDirection = 'column';
      this.frame = document.createElement('iframe');
      this.frame.title = 'Logtrail';
      this.frame.style.cssText = 'border: 0; width: 100%; flex: 1; min-height: 0;';
      this.frame.allow = 'clipboard-write';
      const query = new URLSearchParams(this.request());
      for (const name of ['closable', 'frames', 'keys']) if (this.hasAttribute(name)) query.set(name, 'true');
      if (this.hasAttribute('theme')) query.set('theme', this.getAttribute('theme'));
      this.frame.src = `${server}/pane?${query}`;
      this.onMessage = (event) => event.source === this.frame.contentWindow && this.onPane(event.data?.logtrail);
      window.addEventListener('message', this.onMessage);
      this.replaceChildren(...(this.hasAttribute('resizable') ? [this.handle()] : []), this.frame);
      this.patience = setTimeout(() => this.explain(), PATIENCE_MS);
    }

    disconnectedCallback() {
      clearTimeout(this.patience);
      window.removeEventListener('message', this.onMessage);
    }

    attributeChangedCallback(name, _, value) {
      const message = name === 'theme' ? { theme: value ?? '' } : this.request();
      this.frame?.contentWindow?.postMessage({ logtrail: message }, server);
    }

    onPane(message) {
      if (message === 'ready') {
        clearTimeout(this.patience);
        this.said?.remove();
        this.frame.hidden = false;
      }
      if (['ready', 'close', 'unauthorized'].includes(message)) this.dispatchEvent(new CustomEvent(message));
      if (message?.key) this.dispatchEvent(new CustomEvent('key', { detail: message.key }));
      if (typeof message?.frame === 'string') this.dispatchEvent(new CustomEvent('frame', { detail: message }));
    }

    /** Hands the pane the token to read, which it keeps until it is closed. */
    set token(token) {
      this.frame.contentWindow.postMessage({ logtrail: { token } }, server);
    }

    /** Says in place of the pane why there is none. */
    async explain() {
      const missing = await whatIsMissing();
      if (!missing) return;
      this.said = document.createElement('p');
      this.said.setAttribute('role', 'alert');
      this.said.style.cssText = 'margin: 0; padding: 12px 16px; font: 13px/1.5 system-ui, sans-serif;';
      this.said.textContent = missing;
      this.frame.hidden = true;
      this.append(this.said);
    }

    /** The bar that is dragged to change the height. */
    handle() {
      const bar = document.createElement('div');
      bar.tabIndex = 0;
      bar.setAttribute('role', 'separator');
      bar.setAttribute('aria-orientation', 'horizontal');
      bar.setAttribute('aria-label', 'Height of the log pane');
      bar.style.cssText = 'height: 6px; flex: none; cursor: ns-resize; touch-action: none; background: rgb(128 128 128 / 25%);';
      bar.addEventListener('pointerdown', (down) => {
        const height = this.offsetHeight;
        bar.setPointerCapture(down.pointerId);
        bar.onpointermove = (move) => this.resize(height + down.clientY - move.clientY);
        bar.onpointerup = () => (bar.onpointermove = null);
      });
      bar.addEventListener('keydown', (event) => {
        const step = { ArrowUp: 20, ArrowDown: -20 }[event.key];
        if (step) this.resize(this.offsetHeight + step);
      });
      return bar;
    }

    resize(height) {
      this.style.height = `${Math.max(LEAST_HEIGHT, Math.round(height))}px`;
      this.dispatchEvent(new CustomEvent('resize', { detail: { height: this.offsetHeight } }));
    }

    /** What the pane shall show: {function, q}, each only if its attribute is set. */
    request() {
      const names = ['function', 'q'].filter((name) => this.getAttribute(name));
      return Object.fromEntries(names.map((name) => [name, this.getAttribute(name)]));
    }
  }

  customElements.define('logtrail-pane', LogtrailPane);
})();
