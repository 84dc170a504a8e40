// Runs the extension on a workspace with a real server, and prints as JSON what the editor shows. Arguments: the workspace, the
// server's address, its token, a request id to open, a word to search for.

'use strict';

const { install } = require('./vscode');

async function main([root, server, token, requestId, word]) {
  const stand = install(root, { 'logtrail.server': server, 'logtrail.errorMinutes': 60 });
  const { shown, context } = stand;
  const extension = require('../extension').activate(context);
  await extension.started;
  const without = { bar: shown.bars['logtrail.status'].tooltip };
  const run = (name, ...given) => shown.commands.get(`logtrail.${name}`)(...given);
  shown.inputs.push(token);
  await run('setToken');
  await extension.follow.askServer();
  await run('openRequest', requestId);
  shown.inputs.push(word);
  let found;
  shown.picks.push((items) => void (found = items));
  await run('search');
  const active = stand.textEditor('src/orders.py');
  stand.editor.window.activeTextEditor = active;
  stand.fire('active');
  const { functionName } = extension.follow;
  extension.follow.show(null);
  await extension.refresh();
  const problems = [...shown.diagnostics].flatMap(([path, items]) =>
    items.map((d) => ({ path: path.slice(root.length + 1), line: d.range.start.line + 1, message: d.message, link: d.code.target.toString() })),
  );
  const result = {
    without,
    bar: shown.bars['logtrail.status'].text,
    functionName,
    known: extension.follow.known,
    problems,
    document: shown.documents[0].document.text,
    found: found.map((i) => i.detail ?? i.label),
    messages: shown.messages,
  };
  context.subscriptions.forEach((part) => part.dispose());
  console.log(JSON.stringify(result));
}

if (require.main === module) main(process.argv.slice(2));
