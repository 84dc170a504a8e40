// Follows the active editor: whose code is shown. What somebody has chosen is remembered, and comes before what is guessed.

'use strict';

const vscode = require('vscode');
const { candidates, functionOf } = require('../lib/functions');
const { folderOf, functionsOf, TEMPLATE_GLOB } = require('../lib/templates');

const CHOSEN = 'logtrail.functionByPath'; // In the workspace's state: a path, or a folder with a slash, to a name; '' is all.
const MOST_CHOSEN = 500;

class Follow {
  /**
   * @param files the WorkspaceFiles
   * @param client asks the server which functions it knows
   * @param state a Memento of the workspace
   */
  constructor(files, client, state, settings) {
    Object.assign(this, { files, client, state, settings });
    this.functionName = null; // Null: all functions.
    this.found = []; // What the templates tell.
    this.known = []; // Names that the server knows.
    this.changed = new vscode.EventEmitter();
    this.onDidChange = this.changed.event;
    const watcher = vscode.workspace.createFileSystemWatcher(TEMPLATE_GLOB);
    const reread = () => this.readTemplates();
    this.parts = [
      this.changed,
      watcher,
      watcher.onDidChange(reread),
      watcher.onDidCreate(reread),
      watcher.onDidDelete(reread),
      vscode.window.onDidChangeActiveTextEditor(() => this.look()),
    ];
  }

  dispose() {
    this.parts.forEach((part) => part.dispose());
  }

  async start() {
    await this.readTemplates();
    await this.askServer();
  }

  async readTemplates() {
    this.found = functionsOf(await this.files.templates());
    this.look();
  }

  /** Asks which functions there are; without an answer those known before stay. */
  async askServer() {
    try {
      const names = (await this.client.functions()).map((f) => f.functionName);
      this.known = [...new Set(names)].sort();
    } catch {
      // The status bar tells that the server does not answer.
    }
    this.look();
  }

  /** The path of the file that is edited; null if it is none of the workspace. */
  get path() {
    const uri = vscode.window.activeTextEditor?.document.uri;
    return uri?.scheme === 'file' ? this.files.pathOf(uri) : null;
  }

  /** Finds out whose the active file is. A file that tells nothing, and no file, change nothing. */
  look() {
    const path = this.settings.follows ? this.path : null;
    const name = path && this.functionFor(path);
    if (name != null) this.show(name || null);
  }

  /** The function of a file; '' if all were chosen for it, null if it tells nothing. */
  functionFor(path) {
    const chosen = this.state.get(CHOSEN, {});
    return chosen[path] ?? functionOf(path, this.found, this.known) ?? chosen[`${folderOf(path)}/`] ?? null;
  }

  show(name) {
    if (name === this.functionName) return;
    this.functionName = name;
    this.changed.fire(name);
  }

  /** Where the code of a function lies; null if no template tells. */
  folderFor(name) {
    return this.found.find((one) => one.name === name || one.pattern?.test(name))?.folder || null;
  }

  /** Asks which function is meant, and remembers it for the active file and its folder. */
  async pick() {
    await this.askServer();
    const { path } = this;
    const likely = path ? candidates(path, this.found, this.known) : [];
    const others = this.known.filter((name) => !likely.some((one) => one.name === name));
    const items = [
      ...likely.map(({ name, why }) => ({ label: name, description: why, name })),
      ...others.map((name) => ({ label: name, name })),
      { label: 'All functions', name: '' },
      ...(path ? [{ label: 'As the editor tells', description: 'forgets what was chosen here', name: null }] : []),
    ];
    const chosen = await vscode.window.showQuickPick(items, { placeHolder: 'Function whose requests are shown' });
    if (!chosen) return;
    if (path) await this.remember(path, chosen.name);
    if (chosen.name == null) this.look();
    else this.show(chosen.name || null);
  }

  async remember(path, name) {
    const { [path]: _, [`${folderOf(path)}/`]: __, ...kept } = this.state.get(CHOSEN, {});
    const entries = Object.entries(kept).slice(-MOST_CHOSEN);
    await this.state.update(CHOSEN, { ...Object.fromEntries(entries), ...(name == null ? {} : { [path]: name, [`${folderOf(path)}/`]: name }) });
  }
}

module.exports = { Follow };
