// Served as /pane.js: the element <logtrail-pane>, which embeds the log pane in another page:
//
//   <script src="http://127.0.0.1:8080/pane.js"></script>
//   <logtrail-pane function="orders" style="height: 320px"></logtrail-pane>
//
// The attributes `function` and `q` (a CloudWatch Logs filter pattern) may change at any time. The event
// `ready` says that the pane has loaded. The server must allow the page's origin: --allow-origin.

(() => {
  const server = new URL(document.currentScript.src).origin;

  class LogtrailPane extends HTMLElement {
    static observedAttributes = ['function', 'q'];

    connectedCallback() {
      if (!this.style.display) this.style.display = 'block';
      this.frame = document.createElement('iframe');
      this.frame.title = 'Logtrail';
      this.frame.style.cssText = 'border: 0; width: 100%; height: 100%;';
      this.frame.allow = 'clipboard-write';
      this.frame.src = `${server}/pane?${new URLSearchParams(this.request())}`;
      this.onMessage = (event) => {
        if (event.source === this.frame.contentWindow && event.data?.logtrail === 'ready') {
          this.dispatchEvent(new CustomEvent('ready'));
        }
      };
      window.addEventListener('message', this.onMessage);
      this.replaceChildren(this.frame);
    }

    disconnectedCallback() {
      window.removeEventListener('message', this.onMessage);
    }

    attributeChangedCallback() {
      this.frame?.contentWindow?.postMessage({ logtrail: this.request() }, server);
    }

    /** What the pane shall show: {function, q}, each only if its attribute is set. */
    request() {
      const names = LogtrailPane.observedAttributes.filter((name) => this.getAttribute(name));
      return Object.fromEntries(names.map((name) => [name, this.getAttribute(name)]));
    }
  }

  customElements.define('logtrail-pane', LogtrailPane);
})();
