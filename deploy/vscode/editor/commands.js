// The commands: open a request, search, tail, invoke, pick a function, set tokens.

'use strict';

const vscode = require('vscode');

const FOUND = 50;
const PAYLOADS = 'logtrail.payloadByFunction'; // In the workspace's state: a function to the address of its payload's file.
const MOST_PAYLOAD_BYTES = 6 * 1024 * 1024;

class Commands {
  /** `parts`: {client, documents, files, follow, pane, settings, state, refresh}. */
  constructor(parts) {
    Object.assign(this, parts);
    const commands = {
      'logtrail.openRequest': (requestId) => this.openRequest(requestId),
      'logtrail.search': () => this.search(),
      'logtrail.tail': () => this.tail(),
      'logtrail.invoke': () => this.invoke(),
      'logtrail.pickFunction': () => this.follow.pick(),
      'logtrail.setToken': () => this.askToken('to read', (value) => this.settings.setToken(value)),
      'logtrail.setInvokeToken': () => this.askToken('to invoke', (value) => this.settings.setInvokeToken(value)),
    };
    this.registered = Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, (...given) => saying(run, given)));
  }

  dispose() {
    this.registered.forEach((one) => one.dispose());
  }

  async openRequest(given) {
    const selected = selectedText();
    const value = /^[\w/-]{8,}$/.test(selected) ? selected : '';
    const requestId = given ?? (await vscode.window.showInputBox({ prompt: 'Request id', value, placeHolder: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef' }));
    if (requestId?.trim()) await this.documents.open(requestId.trim());
  }

  async search() {
    const pattern = await vscode.window.showInputBox({
      prompt: `CloudWatch Logs filter pattern, in requests of ${this.follow.functionName ?? 'all functions'}`,
      placeHolder: 'ERROR "order 7"   { $.orderId = 7 }   %regex%',
    });
    if (pattern === undefined) return;
    const trails = await this.client.search(pattern, this.follow.functionName, FOUND);
    if (!trails.length) return void vscode.window.showInformationMessage('No request matches.');
    const items = trails.map((t) => ({
      label: `${t.startedAt ?? ''} ${t.outcome}`.trim(),
      description: t.functionName ?? '',
      detail: t.preview?.text,
      requestId: t.requestId,
    }));
    const showAll = { label: '$(list-tree) Show these in the pane', pattern };
    const chosen = await vscode.window.showQuickPick([...items.filter((i) => i.requestId), showAll], { matchOnDetail: true, placeHolder: `${trails.length} newest` });
    if (chosen?.requestId) await this.documents.open(chosen.requestId);
    else if (chosen) await this.pane.reveal(pattern || null);
  }

  async tail() {
    if (!this.follow.functionName) await this.follow.pick();
    await this.pane.reveal(null);
  }

  /** Invokes the function with a file as its payload, and shows the request. */
  async invoke() {
    if (!this.follow.functionName) await this.follow.pick();
    const { functionName } = this.follow;
    const file = functionName && (await this.payloadFile(functionName));
    if (!file) return;
    const bytes = await vscode.workspace.fs.readFile(file);
    if (bytes.length > MOST_PAYLOAD_BYTES) throw new Error(`${file.path} is larger than 6 MiB, more than a function can be given.`);
    const payload = Buffer.from(bytes).toString('utf8');
    try {
      JSON.parse(payload);
    } catch (e) {
      throw new Error(`${file.path} holds no JSON: ${e.message}`);
    }
    const answer = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: `Invoking ${functionName}` }, () =>
      this.client.invoke(functionName, payload),
    );
    if (answer.problem) vscode.window.showWarningMessage(answer.problem);
    await this.documents.open(answer.requestId);
    await this.refresh();
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

  async askToken(purpose, keep) {
    const value = await vscode.window.showInputBox({ prompt: `Token ${purpose}; empty to forget it`, password: true, ignoreFocusOut: true });
    if (value === undefined) return;
    await keep(value.trim());
    await this.pane.handToken();
    await this.refresh();
  }
}

function selectedText() {
  const editor = vscode.window.activeTextEditor;
  return editor ? editor.document.getText(editor.selection).trim() : '';
}

/** Runs a command, and says what went wrong. */
async function saying(run, given) {
  try {
    return await run(...given);
  } catch (problem) {
    vscode.window.showErrorMessage(`Logtrail: ${problem.message}`);
  }
}

module.exports = { Commands };
