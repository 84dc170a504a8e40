// The page of the webview: the element of /pane.js, which the editor tells what to show.

'use strict';

const escaped = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/**
 * @param server the server's origin, as the webview reaches it
 * @param shown {function, q}: what is shown first; null for all
 * @param nonce of this page's own script
 */
function paneHtml(server, shown, nonce) {
  const origin = escaped(new URL(server).origin);
  const csp = `default-src 'none'; frame-src ${origin}; connect-src ${origin}; script-src ${origin} 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  const attributes = Object.entries(shown).map(([name, value]) => (value ? ` ${name}="${escaped(value)}"` : ''));
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${csp}">
    <title>Logtrail</title>
    <style nonce="${nonce}">
      html, body { height: 100%; margin: 0; padding: 0; }
      logtrail-pane { display: flex; height: 100%; }
    </style>
  </head>
  <body>
    <logtrail-pane${attributes.join('')} frames keys></logtrail-pane>
    <script nonce="${nonce}">
      const editor = acquireVsCodeApi();
      const pane = document.querySelector('logtrail-pane');
      window.addEventListener('message', ({ data }) => {
        if (data?.token) pane.token = data.token;
        if (!data?.show) return;
        for (const name of ['function', 'q']) {
          if (data.show[name]) pane.setAttribute(name, data.show[name]);
          else pane.removeAttribute(name);
        }
      });
      const isLight = () => ['vscode-light', 'vscode-high-contrast-light'].some((name) => document.body.classList.contains(name));
      const useTheme = () => pane.setAttribute('theme', isLight() ? 'light' : 'dark');
      new MutationObserver(useTheme).observe(document.body, { attributeFilter: ['class'] });
      useTheme();
      pane.addEventListener('unauthorized', () => editor.postMessage({ unauthorized: true }));
      // The editor listens to keys in this page; those in the pane's own frame it does not hear.
      pane.addEventListener('key', ({ detail }) => window.dispatchEvent(new KeyboardEvent('keydown', { ...detail, bubbles: true, cancelable: true })));
      pane.addEventListener('frame', ({ detail }) => editor.postMessage({ frame: detail.frame }));
    </script>
    <script src="${origin}/pane.js"></script>
  </body>
</html>`;
}

/** The page where there is no pane, and why. */
function problemHtml(message) {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'">
    <title>Logtrail</title>
  </head>
  <body><p role="alert">${escaped(message)}</p></body>
</html>`;
}

module.exports = { paneHtml, problemHtml };
