// The entry of the status bar; a click on it picks the function.

'use strict';

const vscode = require('vscode');
const { statusText } = require('../lib/status');

const COLOURS = { warning: 'statusBarItem.warningBackground' };

class StatusBar {
  constructor(client, follow, settings) {
    Object.assign(this, { client, follow, settings });
    this.item = vscode.window.createStatusBarItem('logtrail.status', vscode.StatusBarAlignment.Left, 0);
    this.item.name = 'Logtrail';
    this.item.command = 'logtrail.pickFunction';
    this.item.text = 'Logtrail';
    this.item.show();
  }

  dispose() {
    this.item.dispose();
  }

  async refresh() {
    const { minutes } = this.settings;
    const { functionName } = this.follow;
    let seen;
    try {
      const [status, errors] = await Promise.all([this.client.status(), this.client.errors(minutes, functionName)]);
      seen = { status, errors };
    } catch (problem) {
      seen = { problem };
    }
    if (functionName !== this.follow.functionName) return; // Another function is shown meanwhile, and asked for.
    const { text, tooltip, severity } = statusText(seen, minutes, functionName);
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.backgroundColor = severity ? new vscode.ThemeColor(COLOURS[severity]) : undefined;
  }
}

module.exports = { StatusBar };
