// The commands: open a request, search, tail, invoke, pick a function, set tokens.

'use strict';

const vscode = require('vscode');

const FOUND = 50;

class Commands {
  /** `parts`: {client, documents, follow, invoke, pane, settings, refresh}. */
  constructor(parts) {
    Object.assign(this, parts);
    const commands = {
      'logtrail.openRequest': (requestId) => this.openRequest(requestId),
      'logtrail.search': () => this.search(),
      'logtrail.tail': () => this.tail(),
      'logtrail.invoke': () => this.invoke.once(),
      'logtrail.invokeOnSave': () => this.invoke.toggle(),
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
