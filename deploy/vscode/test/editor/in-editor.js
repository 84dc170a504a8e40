// Tries the extension in the real editor as a person would, and prints as JSON what was on the screen: for each step what it saw,
// or its `fault`. Argument: the settings of Editor, with {functionName} of a function that does what its payload says.

'use strict';

const { Editor } = require('./editor');

const TIMES = 6; // So often a file is saved.
const event = (what, mark) => JSON.stringify({ do: what, mark }, null, 2);
const plain = (text) => text.replaceAll('\u00a0', ' ');

/** What a person does, one after the other; each gives what was seen. */
const STEPS = {
  async 'follows the active file'({ editor, functionName }) {
    await editor.openFile('orders/handler.mjs');
    const bar = editor.bar('logtrail.status');
    await bar.filter({ hasText: functionName }).waitFor();
    return bar.innerText();
  },

  async 'opens the pane in the panel'({ editor }) {
    await editor.command('Logtrail: Tail');
    const pane = await editor.pane();
    await pane.locator('.empty, .list').first().waitFor();
    await pane.locator('input').first().click(); // From here on the pane has the focus; the editor's shortcuts work all the same.
    return editor.page.locator('.part.panel .composite.title').innerText();
  },

  async 'invokes with a payload file'({ editor }) {
    await editor.openFile('orders/event.json');
    await editor.rewrite(event('plain', 'first'));
    await editor.command('Logtrail: Invoke With a Payload File');
    await editor.choose('event.json');
    await editor.tab('.log');
    await (await editor.pane()).getByText('first').first().waitFor();
    await editor.lines().filter({ hasText: /first.log.of.console/ }).waitFor();
    return plain(await editor.lines().innerText());
  },

  async 'shows a failure as a problem, at its line'({ editor }) {
    await editor.openFile('orders/event.json');
    await editor.rewrite(event('throws', 'second'));
    await editor.command('Logtrail: Invoke With a Payload File');
    await editor.choose('event.json');
    await editor.tab('.log');
    await editor.command('View: Focus Problems');
    const problem = editor.page.locator('.markers-panel-container .monaco-list-row').filter({ hasText: 'out of range' });
    await problem.waitFor();
    const seen = await problem.innerText();
    await editor.picture('problems');
    await problem.dblclick();
    await editor.tab('handler.mjs');
    await editor.page.waitForTimeout(1_000);
    return { problem: plain(seen), line: await editor.cursor(), beside: await editor.beside() };
  },

  async 'leads from a frame in the pane to the file'({ editor }) {
    await editor.openFile('README.md');
    await editor.command('Logtrail: Tail');
    const pane = await editor.pane();
    const frame = pane.locator('.exception .frames > div, .exception .printed').filter({ hasText: 'handler.mjs' }).first();
    // The newest may be open; a click would close it.
    await frame.waitFor({ timeout: 3_000 }).catch(() => pane.getByText('error', { exact: true }).first().click());
    await frame.waitFor();
    await editor.picture('frame');
    await frame.click();
    await editor.tab('handler.mjs');
    await editor.page.waitForTimeout(500);
    return editor.cursor();
  },

  async 'shows the invoke of what is saved'({ editor }) {
    await editor.openFile('orders/event.json');
    await editor.command('Logtrail: Invoke Whenever a Payload File Is Saved');
    await editor.choose('event.json');
    const pane = await editor.pane();
    const took = [];
    for (let i = 0; i < TIMES; i++) {
      const mark = `saved-${i}-times`;
      await editor.rewrite(event('plain', mark), false);
      const began = Date.now();
      await editor.page.keyboard.press('Control+S');
      await pane.getByText(mark).first().waitFor();
      took.push(Date.now() - began);
    }
    await editor.picture('saved');
    const bar = await editor.bar('logtrail.invokeOnSave').innerText();
    await editor.bar('logtrail.invokeOnSave').click();
    await editor.bar('logtrail.invokeOnSave').waitFor({ state: 'detached' });
    return { bar, took };
  },

  async 'searches'({ editor }) {
    await editor.command('Logtrail: Search');
    await editor.type('"second before"');
    await editor.page.keyboard.press('Enter');
    await editor.choose('second');
    await editor.tab('.log');
    await editor.lines().filter({ hasText: /second.before/ }).waitFor();
    return plain(await editor.lines().innerText());
  },

  async 'opens a request by its id'({ editor }, seen) {
    const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(JSON.stringify(seen['invokes with a payload file']))[0];
    await editor.command('Logtrail: Open Request');
    await editor.type(id);
    await editor.page.keyboard.press('Enter');
    await editor.tab(id.slice(0, 8));
    return plain(await editor.lines().innerText());
  },

  async 'picks another function'({ editor }) {
    await editor.bar('logtrail.status').click();
    await editor.page.waitForSelector('.quick-input-list .monaco-list-row');
    await editor.picture('picker');
    await editor.choose('All functions');
    await editor.bar('logtrail.status').filter({ hasText: 'Logtrail' }).waitFor();
    return editor.bar('logtrail.status').innerText();
  },
};

async function walk(given) {
  const seen = {};
  const editor = await Editor.start(given);
  try {
    let n = 0;
    for (const [name, step] of Object.entries(STEPS)) {
      n++;
      try {
        seen[name] = await step({ ...given, editor }, seen);
      } catch (fault) {
        seen[name] = { fault: fault.message };
        process.exitCode = 1;
        await editor.page.keyboard.press('Escape');
      }
      await editor.picture(`${n}-${name.replaceAll(/\W+/g, '-')}`);
    }
    if (process.exitCode) console.error(editor.said, editor.faults.join('\n'));
  } finally {
    await editor.close();
  }
  console.log(JSON.stringify(seen));
}

walk(JSON.parse(process.argv[2]));
