// The settings: server and times from the editor's own, tokens from its secret storage. A token belongs to the server it was
// given for: a workspace that names another server does not get it.

'use strict';

const vscode = require('vscode');
const { serverUrl } = require('../lib/client');

const TOKEN = 'logtrail.token';
const INVOKE_TOKEN = 'logtrail.invokeToken';

class Settings {
  constructor(secrets) {
    this.secrets = secrets;
  }

  /** What the client needs: {server, token, invokeToken}; tokens undefined if none were given. Throws if the server cannot be one. */
  async forClient() {
    const server = serverUrl(this.server);
    const [token, invokeToken] = await Promise.all([TOKEN, INVOKE_TOKEN].map((name) => this.secrets.get(keyOf(name, server))));
    return { server, token, invokeToken };
  }

  get server() {
    return vscode.workspace.getConfiguration('logtrail').get('server', 'http://127.0.0.1:8080');
  }

  /** Minutes over which failed requests are counted and shown. */
  get minutes() {
    const given = Number(vscode.workspace.getConfiguration('logtrail').get('errorMinutes', 15));
    return Math.min(1440, Math.max(1, Math.round(given) || 15));
  }

  get showsProblems() {
    return vscode.workspace.getConfiguration('logtrail').get('problems', true);
  }

  get follows() {
    return vscode.workspace.getConfiguration('logtrail').get('followEditor', true);
  }

  setToken = (value) => this.keep(TOKEN, value);
  setInvokeToken = (value) => this.keep(INVOKE_TOKEN, value);

  /** Keeps a secret; an empty one is forgotten. */
  async keep(name, value) {
    const key = keyOf(name, serverUrl(this.server));
    if (value) await this.secrets.store(key, value);
    else await this.secrets.delete(key);
  }
}

const keyOf = (name, server) => `${name} ${server}`;

module.exports = { Settings };
