// Where the editor starts the extension: puts its parts together, and asks the server every few seconds.

'use strict';

const vscode = require('vscode');
const { Commands } = require('./editor/commands');
const { Follow } = require('./editor/follow');
const { Invoke } = require('./editor/invoke');
const { PaneView } = require('./editor/pane-view');
const { Problems } = require('./editor/problems');
const { Settings } = require('./editor/settings');
const { StatusBar } = require('./editor/status-bar');
const { TrailDocuments } = require('./editor/trail-documents');
const { WorkspaceFiles } = require('./editor/workspace-files');
const { Client } = require('./lib/client');
const { placeOf } = require('./lib/frames');

const EVERY_MS = 10_000;
const FUNCTIONS_EVERY = 30; // Rounds after which it is asked which functions there are.

/** Called once by the editor. Returns what tests look at. */
function activate(context, fetcher) {
  const settings = new Settings(context.secrets);
  const client = new Client(() => settings.forClient(), fetcher);
  const files = new WorkspaceFiles();
  const follow = new Follow(files, client, context.workspaceState, settings);
  const documents = new TrailDocuments(files, client);
  const openFrame = async (frame) => {
    if (!placeOf(frame)) return; // A line of a stack that names no file of one's own.
    const source = await documents.sourceOf(frame, follow.folderFor(follow.functionName));
    if (!source) return void vscode.window.showInformationMessage('No file of this workspace fits that frame.');
    const at = new vscode.Position(source.line - 1, (source.column ?? 1) - 1);
    await vscode.window.showTextDocument(source.uri, { selection: new vscode.Range(at, at) });
  };
  const pane = new PaneView(settings, follow, openFrame);
  const problems = new Problems(files, client, follow, settings);
  const bar = new StatusBar(client, follow, settings);

  let rounds = 0;
  const refresh = async () => {
    if (++rounds % FUNCTIONS_EVERY === 0) await follow.askServer();
    // Of a server that does not answer the status bar tells; the rest stays as it was.
    await Promise.allSettled([bar.refresh(), problems.refresh(), documents.refresh()]);
  };
  const everyRound = repeated(refresh, EVERY_MS);
  const invoke = new Invoke({ client, documents, follow, pane, refresh, state: context.workspaceState });
  const commands = new Commands({ client, documents, follow, invoke, pane, settings, refresh });
  context.subscriptions.push(
    files,
    follow,
    documents,
    pane,
    problems,
    bar,
    invoke,
    commands,
    everyRound,
    follow.onDidChange(() => refresh()),
    vscode.workspace.onDidChangeConfiguration((e) => e.affectsConfiguration('logtrail') && follow.askServer().then(refresh)),
  );
  // The editor does not wait for files to be searched, or for a server that may not answer.
  const started = follow.start().then(refresh);
  started.catch((fault) => console.error('Logtrail', fault));
  return { follow, problems, bar, refresh, started };
}

/** Runs work every so often while the window has the focus, never twice at once. */
function repeated(work, everyMs) {
  let running = false;
  const timer = setInterval(async () => {
    if (running || !vscode.window.state.focused) return;
    running = true;
    await work().finally(() => (running = false));
  }, everyMs);
  return { dispose: () => clearInterval(timer) };
}

module.exports = { activate, deactivate() {} };
