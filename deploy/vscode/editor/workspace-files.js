// Files of the workspace by name, as paths with slashes; in a workspace of several folders a path begins with the folder's name.

'use strict';

const vscode = require('vscode');
const { EXCLUDED_GLOB, TEMPLATE_GLOB } = require('../lib/templates');

const MOST_FILES = 200;
const MOST_TEMPLATE_BYTES = 4 * 1024 * 1024;

class WorkspaceFiles {
  constructor() {
    this.byName = new Map(); // A file name to the promise of its paths.
    this.uris = new Map(); // A path to its Uri.
    const watcher = vscode.workspace.createFileSystemWatcher('**/*', false, true, false);
    const forget = (uri) => this.byName.delete(uri.path.slice(uri.path.lastIndexOf('/') + 1));
    this.parts = [watcher, watcher.onDidCreate(forget), watcher.onDidDelete(forget), vscode.workspace.onDidChangeWorkspaceFolders(() => this.byName.clear())];
  }

  dispose() {
    this.parts.forEach((part) => part.dispose());
  }

  /** The paths of all files that have this name; those of libraries and builds left out. */
  named = (name) => {
    if (!/^[\w.@+$[\]() -]+$/.test(name)) return Promise.resolve([]);
    if (!this.byName.has(name)) this.byName.set(name, this.find(`**/${name.replace(/[[\](){}*?]/g, '?')}`, EXCLUDED_GLOB));
    return this.byName.get(name);
  };

  async find(glob, excluded) {
    const uris = await vscode.workspace.findFiles(glob, excluded, MOST_FILES);
    return uris.map((uri) => this.pathOf(uri));
  }

  /** A file's path within the workspace; null if it lies outside. */
  pathOf(uri) {
    if (!vscode.workspace.getWorkspaceFolder(uri)) return null;
    const path = vscode.workspace.asRelativePath(uri).replaceAll('\\', '/');
    this.uris.set(path, uri);
    return path;
  }

  /** The Uri of a path that was found before. */
  uriOf(path) {
    return this.uris.get(path);
  }

  /** All templates of functions: [{path, text}]. CDK's output is searched as well. */
  async templates() {
    const paths = [...(await this.find(TEMPLATE_GLOB, EXCLUDED_GLOB)), ...(await this.find('**/cdk.out/*.template.json', '**/node_modules/**'))];
    const read = async (path) => {
      try {
        const bytes = await vscode.workspace.fs.readFile(this.uriOf(path));
        return bytes.length > MOST_TEMPLATE_BYTES ? null : { path, text: Buffer.from(bytes).toString('utf8') };
      } catch {
        return null; // Deleted meanwhile.
      }
    };
    return (await Promise.all([...new Set(paths)].map(read))).filter(Boolean);
  }
}

module.exports = { WorkspaceFiles };
