// Requests as text in the editor, their frames linked with files of the workspace.

'use strict';

const vscode = require('vscode');
const { fileName, fileOf, placeOf } = require('../lib/frames');

const SCHEME = 'logtrail';
const YOUNG_MS = 120_000; // So long after it was opened a request is asked for again.
const AGAIN_MS = [200, 300, 500, 1_000, 2_000, 4_000]; // Pauses in which a request is asked for that was just invoked.
const MOST_LINKS = 500;
const MOST_LINES = 20_000;

class TrailDocuments {
  constructor(files, client) {
    Object.assign(this, { files, client });
    this.opened = new Map(); // A document's address to {uri, at, text}.
    this.changed = new vscode.EventEmitter();
    this.onDidChange = this.changed.event;
    this.parts = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.languages.registerDocumentLinkProvider({ scheme: SCHEME }, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.opened.delete(uri.toString())),
    ];
  }

  dispose() {
    this.opened.clear();
    this.parts.forEach((part) => part.dispose());
  }

  async provideTextDocumentContent(uri) {
    const text = await this.ask(uri);
    this.opened.set(uri.toString(), { uri, at: Date.now(), text });
    return text;
  }

  async ask(uri) {
    const requestId = uri.query;
    try {
      return (await this.client.text(requestId)) ?? nothingOf(requestId);
    } catch (problem) {
      return `${problem.message}\n`;
    }
  }

  /** Asks again for requests that were opened lately: their lines may still come. */
  async refresh() {
    for (const [key, known] of this.opened) {
      if (Date.now() - known.at > YOUNG_MS) continue;
      if ((await this.ask(known.uri)) !== known.text && this.opened.has(key)) this.changed.fire(known.uri);
    }
  }

  async provideDocumentLinks(document) {
    const links = [];
    for (let i = 0; i < Math.min(document.lineCount, MOST_LINES) && links.length < MOST_LINKS; i++) {
      const { text } = document.lineAt(i);
      const target = await this.sourceOf(text);
      if (!target) continue;
      const start = text.length - text.trimStart().length;
      const link = new vscode.DocumentLink(new vscode.Range(i, start, i, text.length), target.uri.with({ fragment: `L${target.line},${target.column ?? 1}` }));
      link.tooltip = target.path;
      links.push(link);
    }
    return links;
  }

  /** The file that a printed frame names: {uri, path, line, column}; null if it is none of the workspace. */
  async sourceOf(frame, folder = null) {
    const place = placeOf(frame);
    const path = place && fileOf(place.path, await this.files.named(fileName(place.path)), folder);
    return path ? { uri: this.files.uriOf(path), path, line: place.line, column: place.column } : null;
  }

  /** Opens a request beside the code. */
  async open(requestId) {
    const name = requestId.replace(/[^\w-]+/g, '-').slice(0, 60);
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}.log`, query: requestId });
    this.changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    if (this.opened.get(uri.toString())?.text === nothingOf(requestId)) void this.untilStored(uri);
  }

  /** A request that was just invoked is stored in a moment. */
  async untilStored(uri) {
    for (const pause of AGAIN_MS) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (!this.opened.has(uri.toString())) return;
      if ((await this.ask(uri)) !== nothingOf(uri.query)) return this.changed.fire(uri);
    }
  }
}

const nothingOf = (requestId) => `Nothing of request ${requestId} is stored yet.\n`;

module.exports = { TrailDocuments };
