'use strict';

const assert = require('node:assert/strict');
const { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');
const { after, before, test } = require('node:test');
const { serve } = require('./server');
const { install, Uri } = require('./vscode');

const FILES = {
  'serverless.yml': 'service: shop\nfunctions:\n  orders:\n    handler: src/orders.handler\n  billing:\n    handler: src/billing.handler\n',
  'src/orders.js': `${'\n'.repeat(10)}throw new Error();\n`,
  'src/billing.js': '\n',
  'src/shared.js': '\n',
  'node_modules/pg/orders.js': '\n',
  'event.json': '{"orderId": 7}',
  'broken.json': '{',
};
const LONG_AGO = '2026-11-20T10:00:00.000Z';
const header = (requestId, startedAt) => ({
  trailId: requestId,
  revision: 1,
  requestId,
  functionName: 'shop-dev-orders',
  outcome: 'error',
  startedAt,
});
const FRAMES = ['at pg (/var/task/node_modules/pg/orders.js:1:1)', 'at pay (/var/task/src/orders.js:7:3)'];
const trailOf = (h) => ({ ...h, entries: [{ exception: { type: 'KeyError', message: '[x](command:evil)', frames: FRAMES, causes: [] } }] });

let root;
let server;
let stand;
let extension;
let failed = [];
let asked = 0; // How often it was asked for a request that is stored only then.
let text = 'START\n    at pay (/var/task/src/orders.js:7:3)\n    at pg (/var/task/node_modules/pg/orders.js:1:1)\n';

before(async () => {
  root = mkdtempSync(join(tmpdir(), 'logtrail-vscode-'));
  for (const [path, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    utimesSync(join(root, path), new Date('2026-11-01'), new Date('2026-11-01'));
  }
  const trail = ({ headers }) => (headers.accept === 'text/plain' ? text : { trails: failed.map(trailOf) });
  server = await serve({
    'GET /api/v1/functions': () => ({ functions: ['shop-dev-billing', 'shop-dev-orders', 'other'].map((functionName) => ({ functionName })) }),
    'GET /api/v1/status': () => ({ at: LONG_AGO, sources: [], feeds: [] }),
    'GET /api/v1/histogram': () => ({ steps: [{ requests: failed.length }] }),
    'GET /api/v1/trails': ({ query }) => ({ trails: query.has('q') ? [{ ...header('found-1', LONG_AGO), preview: { text: 'a line' } }] : failed }),
    'GET /api/v1/trails/r-1': trail,
    'GET /api/v1/trails/r-2': trail,
    'GET /api/v1/trails/soon-1': (call) => (++asked < 3 ? undefined : trail(call)),
    'POST /api/v1/invoke/shop-dev-orders': () => ({ requestId: 'r-1', problem: null }),
  });
  stand = install(root, { 'logtrail.server': server.address });
  stand.editor.window.activeTextEditor = stand.textEditor('src/orders.js');
  extension = require('../extension').activate(stand.context);
  await extension.started;
});

after(() => {
  stand.context.subscriptions.forEach((part) => part.dispose());
  assert.equal(stand.shown.watchers, 0, 'everything is given back');
  assert.equal(stand.shown.commands.size, 0);
  server.close();
  stand.uninstall();
  rmSync(root, { recursive: true });
});

const show = async (path) => {
  stand.editor.window.activeTextEditor = path && stand.textEditor(path);
  stand.editor.window.visibleTextEditors = path ? [stand.editor.window.activeTextEditor] : [];
  stand.fire('active');
  stand.fire('visible');
  await extension.refresh();
};
const run = (name, ...given) => stand.shown.commands.get(`logtrail.${name}`)(...given);
const at = (path) => join(root, path);

test('what package.json names is what the extension registers', () => {
  const { contributes } = require('../package.json');
  assert.deepEqual(contributes.commands.map((c) => c.command).sort(), [...stand.shown.commands.keys()].sort());
  const [view] = contributes.views[contributes.viewsContainers.panel[0].id];
  assert.ok(stand.shown.providers[view.id], 'the view has its provider');
  for (const { command, when } of contributes.menus['view/title']) {
    assert.ok(stand.shown.commands.has(command));
    assert.equal(when, `view == ${view.id}`);
  }
});

test('the function of the active file is shown, and stays while a file tells nothing', async () => {
  assert.equal(extension.follow.functionName, 'shop-dev-orders');
  await show('src/billing.js');
  assert.equal(extension.follow.functionName, 'shop-dev-billing');
  assert.match(stand.shown.bars['logtrail.status'].text, /shop-dev-billing/);
  await show('src/shared.js');
  assert.equal(extension.follow.functionName, 'shop-dev-billing');
  await show(undefined);
  assert.equal(extension.follow.functionName, 'shop-dev-billing');
});

test('what was picked is remembered for the file and its folder, until it is forgotten', async () => {
  await show('src/shared.js');
  stand.shown.picks.push((items) => items.find((i) => i.name === 'other'));
  await run('pickFunction');
  assert.equal(extension.follow.functionName, 'other');
  await show('src/orders.js');
  assert.equal(extension.follow.functionName, 'shop-dev-orders', 'a handler comes before what was picked beside it');
  await show('src/shared.js');
  assert.equal(extension.follow.functionName, 'other');
  stand.shown.picks.push((items) => items.find((i) => i.name === ''));
  await run('pickFunction');
  assert.equal(extension.follow.functionName, null);
  stand.shown.picks.push((items) => items.find((i) => i.name === null));
  await run('pickFunction');
  await show('src/orders.js');
  await show('src/shared.js');
  assert.equal(extension.follow.functionName, 'shop-dev-orders', 'nothing is remembered any more');
});

test('failures are problems and decorations at their line, with a link to the trail', async () => {
  failed = [header('r-1', LONG_AGO)];
  await show('src/orders.js');
  const [problem] = stand.shown.diagnostics.get(at('src/orders.js'));
  assert.deepEqual([problem.range.start.line, problem.range.start.character, problem.severity], [6, 2, 0]);
  assert.equal(problem.message, 'KeyError: [x](command:evil) (shop-dev-orders)');
  assert.equal(problem.code.target.toString(), `${server.address}/r/r-1`);
  const [decoration] = stand.shown.decorations.get('src/orders.js');
  assert.equal(decoration.renderOptions.after.contentText, 'KeyError · shop-dev-orders');
  assert.ok(!decoration.hoverMessage.value.includes('[x](command:evil)'), 'what functions log is no markup');
  assert.deepEqual(decoration.hoverMessage.isTrusted, { enabledCommands: ['logtrail.openRequest'] });
  assert.match(stand.shown.bars['logtrail.status'].text, /\$\(error\) 1/);

  const before = server.asked.filter((a) => a.path === '/api/v1/trails/r-1').length;
  await extension.refresh();
  assert.equal(server.asked.filter((a) => a.path === '/api/v1/trails/r-1').length, before, 'a trail is read once');
});

test('a failure before the last save is a warning that says so', async () => {
  failed = [header('r-2', '2026-10-01T00:00:00.000Z')];
  await extension.refresh();
  const [problem] = stand.shown.diagnostics.get(at('src/orders.js'));
  assert.equal(problem.severity, 1);
  assert.match(problem.message, /changed since/);
});

test('problems go when they are cleared, and when nothing fails any more', async () => {
  await run('clearProblems');
  await extension.refresh();
  assert.equal(stand.shown.diagnostics.size, 0);
  assert.deepEqual(stand.shown.decorations.get('src/orders.js'), []);
  failed = [header('r-1', '2999-01-01T00:00:00.000Z')];
  await extension.refresh();
  assert.equal(stand.shown.diagnostics.size, 1);
  failed = [];
  await extension.refresh();
  assert.equal(stand.shown.diagnostics.size, 0);
});

test('a request opens as text, its frames lead to the files', async () => {
  await run('openRequest', 'r-1');
  const { document } = stand.shown.documents.at(-1);
  assert.equal(document.text, text);
  const lines = text.split('\n');
  const links = await stand.shown.providers.links.provideDocumentLinks({ lineCount: lines.length, lineAt: (i) => ({ text: lines[i] }) });
  assert.deepEqual(
    links.map((l) => l.target.toString()),
    [`file://${at('src/orders.js')}#L7,3`],
  );
  await run('openRequest', 'not/there');
  assert.match(stand.shown.documents.at(-1).document.text, /Nothing of request not\/there is stored yet/);
  const count = stand.shown.documents.length;
  stand.shown.inputs.push(undefined);
  await run('openRequest');
  assert.equal(stand.shown.documents.length, count, 'nothing opens where nothing was given');
});

test('a search lists requests, and opens the one that is chosen', async () => {
  stand.shown.inputs.push('ERROR');
  stand.shown.picks.push((items) => items[0]);
  await run('search');
  assert.equal(server.asked.findLast((a) => a.query.has('q')).query.get('q'), 'ERROR');
  assert.match(stand.shown.documents.at(-1).document.text, /found-1/);
  stand.shown.inputs.push('ERROR');
  stand.shown.picks.push((items) => items.at(-1));
  await run('search');
  assert.deepEqual(stand.shown.executed.at(-1), ['logtrail.pane.focus']);
});

test('a function is invoked with a file, which is offered again, and its request is shown', async () => {
  await show('src/orders.js');
  stand.shown.picks.push([Uri.file(at('event.json'))]);
  await run('invoke');
  const call = server.asked.findLast((a) => a.path.startsWith('/api/v1/invoke/'));
  assert.equal(call.body, FILES['event.json']);
  assert.equal(stand.shown.documents.at(-1).document.text, text);
  stand.shown.picks.push((items) => {
    assert.deepEqual(items.map((i) => i.label), ['event.json', 'Another file…']);
    return items[1];
  }, [Uri.file(at('broken.json'))]);
  await run('invoke');
  assert.match(stand.shown.messages.at(-1), /broken.json holds no JSON/);
});

test('tokens are kept as secrets of their server, and forgotten', async () => {
  stand.shown.inputs.push(' secret ');
  await run('setToken');
  assert.equal(server.asked.at(-1).headers.authorization, 'Bearer secret');
  assert.equal(await stand.context.secrets.get(`logtrail.token ${server.address}`), 'secret');
  stand.shown.inputs.push('');
  await run('setToken');
  assert.equal(server.asked.at(-1).headers.authorization, undefined);
});

async function editorOnAnotherMachine() {
  const { env } = stand.editor;
  env.remoteName = 'tunnel';
  for (const [external, origin] of [
    ['https://x-8080.example.dev/', 'https://x-8080.example.dev'],
    ['http://127.0.0.1:18080', 'http://127.0.0.1:18080'],
    ['https://ide.example.com/proxy/8080/', server.address],
  ]) {
    stand.shown.external = external;
    await stand.fire('settings', { affectsConfiguration: () => true });
    await new Promise(setImmediate);
    assert.ok(stand.shown.view.webview.html.includes(`src="${origin}/pane.js"`), `${origin} in ${stand.shown.view.webview.html}`);
  }
  env.remoteName = undefined;
}

test('the pane shows the function, follows, and opens frames that are clicked', async () => {
  const sent = [];
  let receive;
  const webview = { postMessage: (m) => sent.push(m), onDidReceiveMessage: (listener) => (receive = listener) };
  stand.shown.view = { webview, onDidDispose() {} };
  await stand.shown.providers['logtrail.pane'].resolveWebviewView(stand.shown.view);
  assert.match(webview.html, /function="shop-dev-orders"/);
  assert.match(webview.html, /q="ERROR"/, 'what was searched for last');
  await editorOnAnotherMachine();
  await run('tail');
  await show('src/billing.js');
  assert.deepEqual(sent.at(-1), { show: { function: 'shop-dev-billing', q: null } });
  await receive({ frame: 'at pay (/var/task/src/orders.js:7:3)' });
  const { document, options } = stand.shown.documents.at(-1);
  assert.equal(document.path, at('src/orders.js'));
  assert.deepEqual([options.selection.start.line, options.selection.start.character], [6, 2]);
  await receive({ frame: 'at x (/etc/gone.js:1:1)' });
  assert.match(stand.shown.messages.at(-1), /No file of this workspace/);
  const { length } = stand.shown.messages;
  await receive({ frame: 'at noon' });
  await receive({ other: 1 });
  assert.equal(stand.shown.messages.length, length, 'what names no place is not spoken of');
  await receive({ unauthorized: true });
  assert.ok(!sent.some((m) => m.token), 'there is no token to hand over');
  stand.shown.inputs.push('secret');
  await run('setToken');
  assert.deepEqual(sent.at(-1), { token: 'secret' });
  await receive({ unauthorized: true });
  assert.equal(sent.filter((m) => m.token === 'secret').length, 2);
});

test('a server that does not answer is told in the status bar, and what was shown stays', async () => {
  const stopped = await serve({});
  stopped.close();
  failed = [header('r-1', '2999-01-01T00:00:00.000Z')];
  await extension.refresh();
  const { address } = server;
  const { getConfiguration } = stand.editor.workspace;
  stand.editor.workspace.getConfiguration = () => ({ get: (name, other) => (name === 'server' ? stopped.address : other) });
  await extension.refresh();
  assert.match(stand.shown.bars['logtrail.status'].text, /debug-disconnect/);
  assert.equal(stand.shown.diagnostics.size, 1);
  stand.editor.workspace.getConfiguration = getConfiguration;
  await extension.refresh();
  assert.match(stand.shown.bars['logtrail.status'].text, /pulse/, address);
});

test('a request that is not stored yet is shown as soon as it is', async () => {
  const changed = [];
  stand.shown.providers.logtrail.onDidChange((uri) => changed.push(uri.query));
  await run('openRequest', 'soon-1');
  changed.length = 0;
  for (let i = 0; i < 500 && !changed.length; i++) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.deepEqual(changed, ['soon-1']);
});

test('a function is invoked whenever its payload is saved, one call at a time, until that is ended', async () => {
  await show('src/orders.js');
  const bar = stand.shown.bars['logtrail.invokeOnSave'];
  const calls = () => server.asked.filter((a) => a.path.startsWith('/api/v1/invoke/')).length;
  const before = calls();
  const save = (path) => Promise.all(stand.fire('saved', { uri: Uri.file(at(path)) }));
  stand.shown.picks.push((items) => items[1], [Uri.file(at('event.json'))]);
  await run('invokeOnSave');
  assert.equal(calls(), before + 1);
  assert.equal(bar.text, '$(zap) event.json');
  assert.ok(bar.visible);
  await save('src/orders.js');
  assert.equal(calls(), before + 1, 'another file');
  await Promise.all([save('event.json'), save('event.json'), save('event.json')]);
  assert.equal(calls(), before + 3, 'the last of those meanwhile');
  await run('invokeOnSave');
  await save('event.json');
  assert.equal(calls(), before + 3);
  assert.equal(bar.visible, false);
});
