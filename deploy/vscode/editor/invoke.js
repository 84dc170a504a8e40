// Invokes functions with files as their payload: once, or each time the file is saved.

'use strict';

const vscode = require('vscode');

const PAYLOADS = 'logtrail.payloadByFunction'; // In the workspace's state: a function to the address of its payload's file.
const MOST_PAYLOAD_BYTES = 6 * 1024 * 1024;

class Invoke {
  /** `parts`: {client, documents, follow, pane, state, refresh}. */
  constructor(parts) {
    Object.assign(this, parts);
    this.watched = null; // {functionName, file}: invoked when the file is saved.
    this.running = false;
    this.again = false;
    this.item = vscode.window.createStatusBarItem('logtrail.invokeOnSave', vscode.StatusBarAlignment.Left, -1);
    this.item.name = 'Logtrail: Invoke on Save';
    this.item.command = 'logtrail.invokeOnSave';
    this.parts = [this.item, vscode.workspace.onDidSaveTextDocument(({ uri }) => this.saved(uri))];
  }

  dispose() {
    this.parts.forEach((part) => part.dispose());
  }

  /** Invokes the function with a file, and shows the request as text. */
  async once() {
    const chosen = await this.choose();
    if (!chosen) return;
    const answer = await this.call(chosen);
    await this.documents.open(answer.requestId);
    await this.refresh();
  }

  /** From now on invokes the function whenever the file is saved, beside the pane that shows it; the second time no more. */
  async toggle() {
    if (this.watched) return this.watch(null);
    const chosen = await this.choose();
    if (!chosen) return;
    this.watch(chosen);
    await this.pane.reveal(null);
    await this.invokeWatched();
  }

  watch(watched) {
    this.watched = watched;
    if (!watched) return this.item.hide();
    const name = vscode.workspace.asRelativePath(watched.file);
    this.item.text = `$(zap) ${name}`;
    this.item.tooltip = `${watched.functionName} is invoked whenever ${name} is saved. A click ends that.`;
    this.item.show();
  }

  async saved(uri) {
    if (uri.toString() !== this.watched?.file.toString()) return;
    try {
      await this.invokeWatched();
    } catch (problem) {
      vscode.window.showErrorMessage(`Logtrail: ${problem.message}`);
    }
  }

  /** One invocation at a time; of the saves meanwhile the last one counts. */
  async invokeWatched() {
    this.again = true;
    if (this.running) return;
    this.running = true;
    try {
      while (this.again && this.watched) {
        this.again = false;
        await this.call(this.watched);
      }
    } finally {
      this.running = false;
    }
    await this.refresh();
  }

  /** The function and the file of its payload: {functionName, file}; undefined if none was chosen. */
  async choose() {
    if (!this.follow.functionName) await this.follow.pick();
    const { functionName } = this.follow;
    const file = functionName && (await this.payloadFile(functionName));
    return file ? { functionName, file } : undefined;
  }

  async call({ functionName, file }) {
    const payload = await payloadOf(file);
    const location = vscode.ProgressLocation.Window;
    const answer = await vscode.window.withProgress({ location, title: `Invoking ${functionName}` }, () => this.client.invoke(functionName, payload));
    if (answer.problem) vscode.window.showWarningMessage(answer.problem);
    return answer;
  }

  /** The file of the payload: one that is edited, the one of last time, or any other; undefined if none was chosen. */
  async payloadFile(functionName) {
    const last = this.state.get(PAYLOADS, {})[functionName];
    const active = vscode.window.activeTextEditor?.document;
    const uris = new Map();
    if (active?.uri.scheme === 'file' && active.uri.path.endsWith('.json')) uris.set(active.uri.toString(), active.uri);
    if (last) uris.set(last, vscode.Uri.parse(last));
    const items = [...[...uris.values()].map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri })), { label: 'Another file…' }];
    const chosen = items.length > 1 ? await vscode.window.showQuickPick(items, { placeHolder: `Payload for ${functionName}` }) : items[0];
    const uri = chosen && (chosen.uri ?? (await vscode.window.showOpenDialog({ title: `Payload for ${functionName}`, filters: { JSON: ['json'] } }))?.[0]);
    if (uri) await this.state.update(PAYLOADS, { ...this.state.get(PAYLOADS, {}), [functionName]: uri.toString() });
    return uri;
  }
}

/** A file's text, which must be JSON. */
async function payloadOf(file) {
  const bytes = await vscode.workspace.fs.readFile(file);
  if (bytes.length > MOST_PAYLOAD_BYTES) throw new Error(`${vscode.workspace.asRelativePath(file)} is larger than 6 MiB, more than a function can be given.`);
  const payload = Buffer.from(bytes).toString('utf8');
  try {
    JSON.parse(payload);
  } catch (e) {
    throw new Error(`${vscode.workspace.asRelativePath(file)} holds no JSON: ${e.message}`);
  }
  return payload;
}

module.exports = { Invoke };
