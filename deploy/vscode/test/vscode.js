// Stands in for the editor: what of its API the extension uses, over a folder of the disk; it keeps what was shown.

'use strict';

const { readdirSync, readFileSync, statSync } = require('node:fs');
const Module = require('node:module');
const { join, relative } = require('node:path');

class Uri {
  constructor(parts) {
    Object.assign(this, { scheme: 'file', authority: '', path: '', query: '', fragment: '' }, parts);
  }
  static file = (path) => new Uri({ path });
  static from = (parts) => new Uri(parts);
  static parse(text) {
    const [, scheme, , authority = '', path, , query = '', , fragment = ''] = /^(\w+):(\/\/([^/?#]*))?([^?#]*)(\?([^#]*))?(#(.*))?$/.exec(text);
    return new Uri({ scheme, authority, path: decodeURIComponent(path), query, fragment });
  }
  with(change) {
    return new Uri({ ...this, ...change });
  }
  toString() {
    return `${this.scheme}:${this.authority || this.scheme === 'file' ? `//${this.authority}` : ''}${this.path}${this.query ? `?${this.query}` : ''}${this.fragment ? `#${this.fragment}` : ''}`;
  }
}

class EventEmitter {
  listeners = new Set();
  event = (listener) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };
  fire = (value) => [...this.listeners].map((listener) => listener(value));
  dispose = () => this.listeners.clear();
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(a, b, c, d) {
    Object.assign(this, typeof a === 'object' ? { start: a, end: b } : { start: new Position(a, b), end: new Position(c, d) });
  }
}

class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}

class DocumentLink {
  constructor(range, target) {
    Object.assign(this, { range, target });
  }
}

class MarkdownString {
  value = '';
  appendText(text) {
    this.value += text.replace(/[\\`*_{}[\]()#+\-.!<>&]/g, '\\$&');
    return this;
  }
  appendMarkdown(text) {
    this.value += text;
    return this;
  }
}

class ThemeColor {
  constructor(id) {
    this.id = id;
  }
}

/** Installs a new editor over a folder; later `require('vscode')` gives it. `settings` are those of the user. */
function install(root, settings = {}) {
  const events = new Map();
  const event = (name) => (listener) => (events.get(name) ?? events.set(name, new EventEmitter()).get(name)).event(listener);
  const shown = { commands: new Map(), providers: {}, diagnostics: new Map(), decorations: new Map(), messages: [], documents: [], picks: [], inputs: [], bars: {}, executed: [], watchers: 0 };
  const memento = () => {
    const kept = new Map();
    return { get: (key, other) => kept.get(key) ?? other, update: async (key, value) => void kept.set(key, value) };
  };
  const secrets = new Map();
  const own = () => ({ dispose() {} });
  const all = (folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((f) => (f.isDirectory() ? all(join(folder, f.name)) : [join(folder, f.name)]));
  const answer = (list, given) => {
    const next = list.shift();
    return typeof next === 'function' ? next(given) : next;
  };
  const message = (text) => void shown.messages.push(text);
  const editor = {
    Uri,
    EventEmitter,
    Position,
    Range,
    Diagnostic,
    DocumentLink,
    MarkdownString,
    ThemeColor,
    DiagnosticSeverity: { Error: 0, Warning: 1 },
    StatusBarAlignment: { Left: 1 },
    ProgressLocation: { Window: 10 },
    env: { remoteName: undefined, asExternalUri: async () => Uri.parse(shown.external) },
    commands: {
      registerCommand: (name, run) => {
        shown.commands.set(name, run);
        return { dispose: () => shown.commands.delete(name) };
      },
      executeCommand: async (...given) => void shown.executed.push(given),
    },
    languages: {
      createDiagnosticCollection: () => ({
        clear: () => shown.diagnostics.clear(),
        set: (entries) => entries.forEach(([uri, items]) => shown.diagnostics.set(uri.path, items)),
        dispose: () => shown.diagnostics.clear(),
      }),
      registerDocumentLinkProvider: (_, provider) => ((shown.providers.links = provider), own()),
    },
    window: {
      activeTextEditor: undefined,
      visibleTextEditors: [],
      state: { focused: true },
      onDidChangeActiveTextEditor: event('active'),
      onDidChangeVisibleTextEditors: event('visible'),
      createTextEditorDecorationType: () => own(),
      createStatusBarItem: (id) => (shown.bars[id] = { show: () => (shown.bars[id].visible = true), hide: () => (shown.bars[id].visible = false), dispose() {} }),
      registerWebviewViewProvider: (id, provider) => ((shown.providers[id] = provider), own()),
      showInformationMessage: message,
      showWarningMessage: message,
      showErrorMessage: message,
      showInputBox: async (options) => answer(shown.inputs, options),
      showQuickPick: async (items) => answer(shown.picks, items),
      showOpenDialog: async () => answer(shown.picks),
      showTextDocument: async (document, options) => void shown.documents.push({ document, options }),
      withProgress: (_, work) => work(),
    },
    workspace: {
      fs: { readFile: async (uri) => readFileSync(uri.path), stat: async (uri) => ({ mtime: statSync(uri.path).mtimeMs }) },
      getConfiguration: (section) => ({ get: (name, other) => settings[`${section}.${name}`] ?? other }),
      getWorkspaceFolder: (uri) => (uri.path.startsWith(`${root}/`) ? { name: 'root' } : undefined),
      asRelativePath: (uri) => relative(root, uri.path),
      findFiles: async (glob, excluded) => all(root).filter((f) => matches(relative(root, f), glob) && !matches(relative(root, f), excluded)).map(Uri.file),
      createFileSystemWatcher: () => (shown.watchers++, { onDidCreate: own, onDidChange: own, onDidDelete: own, dispose: () => shown.watchers-- }),
      onDidChangeWorkspaceFolders: event('folders'),
      onDidChangeConfiguration: event('settings'),
      onDidCloseTextDocument: event('closed'),
      onDidSaveTextDocument: event('saved'),
      registerTextDocumentContentProvider: (scheme, provider) => ((shown.providers[scheme] = provider), own()),
      openTextDocument: async (uri) => ({ uri, text: await shown.providers[uri.scheme].provideTextDocumentContent(uri) }),
    },
  };
  const load = Module._load;
  Module._load = (name, ...rest) => (name === 'vscode' ? editor : load(name, ...rest));
  return {
    editor,
    shown,
    context: {
      subscriptions: [],
      workspaceState: memento(),
      secrets: { get: async (k) => secrets.get(k), store: async (k, v) => void secrets.set(k, v), delete: async (k) => void secrets.delete(k) },
    },
    fire: (name, value) => events.get(name)?.fire(value),
    /** A file on the screen. */
    textEditor: (path) => ({
      document: { uri: Uri.file(join(root, path)), lineCount: readFileSync(join(root, path), 'utf8').split('\n').length, getText: () => '' },
      setDecorations: (_, items) => shown.decorations.set(path, items),
    }),
    uninstall: () => (Module._load = load),
  };
}

/** Globs as far as the extension uses them. */
function matches(path, glob) {
  const source = glob
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace(/\*\*\//g, '\u0001')
    .replace(/\*\*/g, '\u0002')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '.')
    .replace(/\{([^}]*)\}/g, (_, list) => `(${list.replaceAll(',', '|')})`)
    .replaceAll('\u0001', '(.*/)?')
    .replaceAll('\u0002', '.*');
  return new RegExp(`^${source}$`).test(path);
}

module.exports = { install, Uri };
