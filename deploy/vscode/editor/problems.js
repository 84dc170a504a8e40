// Failures of the newest failed requests in the Problems view, and beside the line of the source where they happened.

'use strict';

const vscode = require('vscode');
const { failureOf, newestByPlace, sentence } = require('../lib/failures');

const MOST_TRAILS = 20; // So many of the newest failed requests are looked at.

class Problems {
  constructor(files, client, follow, settings) {
    Object.assign(this, { files, client, follow, settings });
    this.collection = vscode.languages.createDiagnosticCollection('logtrail');
    this.decoration = vscode.window.createTextEditorDecorationType({
      isWholeLine: true,
      after: { margin: '0 0 0 2em', color: new vscode.ThemeColor('editorError.foreground') },
      overviewRulerColor: new vscode.ThemeColor('editorError.foreground'),
    });
    this.seen = new Map(); // A trail and its revision to its failure, null for none; as long as it is among the newest.
    this.failures = [];
    this.round = 0;
    this.parts = [
      this.collection,
      this.decoration,
      vscode.window.onDidChangeVisibleTextEditors(() => this.decorate()),
      vscode.commands.registerCommand('logtrail.clearProblems', () => this.clear()),
    ];
    this.clearedAt = ''; // Failures that began before are not shown any more.
  }

  dispose() {
    this.parts.forEach((part) => part.dispose());
  }

  /** Looks at the newest failed requests, one after another; throws a Problem if the server does not answer. */
  async refresh() {
    const round = ++this.round;
    if (!this.settings.showsProblems) return this.show([]);
    const headers = await this.client.failed(this.settings.minutes, this.follow.functionName, MOST_TRAILS);
    const seen = new Map();
    for (const header of headers) {
      const key = `${header.trailId}:${header.revision}`;
      if (!this.seen.has(key)) this.seen.set(key, await this.load(header));
      seen.set(key, this.seen.get(key));
      if (round !== this.round) return; // Another round has begun meanwhile, and goes on from here.
    }
    this.seen = seen;
    await this.show(newestByPlace([...seen.values()].filter((f) => f && (f.trail.startedAt ?? '') >= this.clearedAt)));
  }

  /** The failure of a trail, without its entries, which are not kept; null if it has none here. */
  async load(header) {
    const trail = (await this.client.trails(header.requestId)).find((t) => t.trailId === header.trailId);
    const failure = trail && (await failureOf(trail, this.files.named, this.follow.folderFor(trail.functionName)));
    return failure ? { ...failure, trail: header } : null;
  }

  clear() {
    this.clearedAt = new Date().toISOString();
    this.show([]);
  }

  async show(failures) {
    this.failures = failures;
    const byFile = new Map();
    for (const failure of failures) {
      const uri = this.files.uriOf(failure.path);
      const items = byFile.get(uri) ?? [];
      items.push(await this.diagnostic(uri, failure));
      byFile.set(uri, items);
    }
    if (this.failures !== failures) return;
    this.collection.clear();
    this.collection.set([...byFile]);
    this.decorate();
  }

  async diagnostic(uri, failure) {
    const changed = await changedSince(uri, failure.trail.startedAt);
    const line = failure.line - 1;
    const range = new vscode.Range(line, Math.max(0, (failure.column ?? 1) - 1), line, Number.MAX_SAFE_INTEGER);
    const severity = changed ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Error;
    const note = changed ? '; the file has changed since, and the line may be another' : '';
    const diagnostic = new vscode.Diagnostic(range, `${sentence(failure)}${note}`, severity);
    diagnostic.source = 'Logtrail';
    diagnostic.code = { value: 'trail', target: vscode.Uri.parse(await this.client.pageOf(failure.trail.requestId)) };
    return diagnostic;
  }

  /** Puts the failures of each file that is on the screen beside its lines. */
  decorate() {
    for (const editor of vscode.window.visibleTextEditors) {
      const { document } = editor;
      if (document.uri.scheme !== 'file') continue;
      const path = this.files.pathOf(document.uri);
      const here = this.failures.filter((f) => f.path === path && f.line <= document.lineCount);
      editor.setDecorations(this.decoration, here.map((failure) => this.decorationOf(failure)));
    }
  }

  decorationOf(failure) {
    const line = failure.line - 1;
    const text = [failure.type ?? failure.trail.outcome, failure.count > 1 ? `× ${failure.count}` : null, failure.trail.functionName];
    const hover = new vscode.MarkdownString();
    hover.isTrusted = { enabledCommands: ['logtrail.openRequest'] };
    hover.appendText(sentence(failure));
    const argument = encodeURIComponent(JSON.stringify([failure.trail.requestId]));
    hover.appendMarkdown(`\n\n[Open its trail](command:logtrail.openRequest?${argument})`);
    return {
      range: new vscode.Range(line, 0, line, 0),
      hoverMessage: hover,
      renderOptions: { after: { contentText: text.filter(Boolean).join(' · ') } },
    };
  }
}

/** Whether a file was saved after a time; false if that cannot be told. */
async function changedSince(uri, at) {
  try {
    return at != null && (await vscode.workspace.fs.stat(uri)).mtime > Date.parse(at);
  } catch {
    return false;
  }
}

module.exports = { Problems };
