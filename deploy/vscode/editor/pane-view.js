// The log pane in the bottom panel: the server's own, told which function to show.

'use strict';

const { randomBytes } = require('node:crypto');
const vscode = require('vscode');
const { serverUrl } = require('../lib/client');
const { paneHtml, problemHtml } = require('../lib/pane-html');

class PaneView {
  /** @param openFrame opens the file of a printed frame */
  constructor(settings, follow, openFrame) {
    Object.assign(this, { settings, follow, openFrame });
    this.pattern = null; // Shows only what it matches.
    this.parts = [
      vscode.window.registerWebviewViewProvider('logtrail.pane', this, { webviewOptions: { retainContextWhenHidden: true } }),
      follow.onDidChange(() => this.tell()),
      vscode.workspace.onDidChangeConfiguration((e) => e.affectsConfiguration('logtrail.server') && this.load()),
    ];
  }

  dispose() {
    this.parts.forEach((part) => part.dispose());
  }

  /** Called by the editor when the view is shown for the first time. */
  async resolveWebviewView(view) {
    this.view = view;
    view.webview.options = { enableScripts: true };
    view.webview.onDidReceiveMessage((message) => {
      if (typeof message?.frame === 'string') return this.openFrame(message.frame);
      return message?.unauthorized ? this.handToken() : null;
    });
    view.onDidDispose(() => (this.view = null));
    await this.load();
  }

  async load() {
    if (!this.view) return;
    this.view.description = this.follow.functionName ?? undefined;
    try {
      const server = await reachedAt(serverUrl(this.settings.server));
      this.view.webview.html = paneHtml(server, this.shown, randomBytes(16).toString('hex'));
    } catch (problem) {
      this.view.webview.html = problemHtml(problem.message);
    }
  }

  get shown() {
    return { function: this.follow.functionName, q: this.pattern };
  }

  tell() {
    if (!this.view) return;
    this.view.description = this.follow.functionName ?? undefined;
    this.view.webview.postMessage({ show: this.shown });
  }

  /** Hands the pane the token to read, if there is one. */
  async handToken() {
    const { token } = await this.settings.forClient();
    if (token) this.view?.webview.postMessage({ token });
  }

  /** Brings the pane to the front, with what a pattern matches; null for everything. */
  async reveal(pattern) {
    this.pattern = pattern;
    await vscode.commands.executeCommand('logtrail.pane.focus');
    this.tell();
  }
}

/**
 * The server's address as the webview reaches it: where the extension runs on another machine, the editor leads there. By an
 * origin, that is; code-server offers a path of its own, below which the pane is not: then the address itself must be reached.
 */
async function reachedAt(server) {
  if (!vscode.env.remoteName) return server;
  const external = (await vscode.env.asExternalUri(vscode.Uri.parse(server))).toString(true);
  return new URL(external).pathname === '/' ? external : server;
}

module.exports = { PaneView };
