'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { Client, serverUrl } = require('../lib/client');
const { paneHtml, problemHtml } = require('../lib/pane-html');
const { lagOf, statusText } = require('../lib/status');
const { serve } = require('./server');

const clientOf = (server, more = {}) => new Client(() => ({ server, ...more }));

test('addresses: what cannot be one is told with what would be right', () => {
  assert.equal(serverUrl('http://127.0.0.1:8080/'), 'http://127.0.0.1:8080');
  assert.equal(serverUrl('https://logs.example.com/base/'), 'https://logs.example.com/base');
  for (const wrong of ['', 'localhost:8080', 'file:///x', 'http://me:pw@host', 'http://h/?a=1']) {
    assert.throws(() => serverUrl(wrong), /right is an address such as/);
  }
});

test('calls carry the token, repeat filters, and read problems', async () => {
  const server = await serve({
    'GET /api/v1/histogram': () => ({ steps: [{ requests: 2 }, { requests: 3 }] }),
    'GET /api/v1/trails/a%2Fb': () => 'a text',
    'GET /api/v1/functions': () => ({ status: 401, detail: 'no' }),
    'GET /api/v1/status': () => ({ status: 429, detail: 'Too many at once.' }),
    'POST /api/v1/invoke/my%20fn': ({ body }) => ({ requestId: 'r', got: body }),
  });
  try {
    const client = clientOf(server.address, { token: 'secret', invokeToken: 'other' });
    assert.equal(await client.errors(15, null), 5);
    assert.deepEqual(server.asked[0].query.getAll('outcome'), ['timeout', 'out_of_memory', 'crash', 'init_error', 'error']);
    assert.equal(server.asked[0].query.has('function'), false);
    assert.equal(server.asked[0].headers.authorization, 'Bearer secret');
    assert.equal(await client.text('a/b'.replace('/', '%2F')).catch((p) => p.status), null, 'an id is encoded once');
    await assert.rejects(client.functions(), /Set Token/);
    await assert.rejects(client.status(), /Too many at once/);
    assert.equal((await client.invoke('my fn', '{"a":1}')).got, '{"a":1}');
    const invoked = server.asked.at(-1).headers;
    assert.equal(invoked.authorization, 'Bearer other');
    assert.equal(invoked['content-type'], 'application/json');
    assert.deepEqual(await client.trails('gone'), []);
    assert.equal(await client.text('gone'), null);
    assert.equal(await client.pageOf('x y'), `${server.address}/r/x%20y`);
    await clientOf(server.address, { token: 'secret' }).invoke('my fn', '1');
    assert.equal(server.asked.at(-1).headers.authorization, undefined, 'the token to read does not invoke');
  } finally {
    server.close();
  }
  await assert.rejects(clientOf(server.address).status(), /cannot be reached at .*logtrail up/);
});

test('an answer that is too large is refused', async () => {
  const client = new Client(
    () => ({ server: 'http://127.0.0.1:1' }),
    async () => new Response(new Uint8Array(17 * 1024 * 1024)),
  );
  await assert.rejects(client.status(), /larger than 16 MiB/);
});

const AT = '2026-11-20T10:00:00.000Z';
const source = (lagMs, lastEventAt, problem = null) => ({ source: 'api', lagMs, lastEventAt, problem });

test('the status bar tells lag, errors, and what does not work', () => {
  const now = (sources, errors, more = {}) => statusText({ status: { at: AT, sources, feeds: [], ...more }, errors }, 15, 'orders');
  const calm = now([source(200, '2026-11-20T09:59:59.000Z')], 0);
  assert.deepEqual([calm.text, calm.severity], ['$(pulse) orders', null]);
  assert.match(calm.tooltip, /^live\nlag 0.2 s\n0 failed requests of orders in the last 15 min$/);
  const asked = now([source(9_000, '2026-11-20T09:59:59.000Z')], 0);
  assert.deepEqual([asked.text, asked.severity], ['$(pulse) orders lag 9.0 s', null], 'logs that are asked for come later');
  const failing = now([source(61_000, '2026-11-20T09:59:59.000Z')], 1);
  assert.deepEqual([failing.text, failing.severity], ['$(pulse) orders lag 61 s $(error) 1', 'warning']);
  assert.match(failing.tooltip, /1 failed request of/);
  const broken = now([source(null, null, 'no permission')], 0, { job: { problem: 'restarting' } });
  assert.deepEqual([broken.text, broken.severity], ['$(warning) orders', 'warning']);
  assert.match(broken.tooltip, /job: restarting\napi: no permission\nno events of late/);
  assert.equal(statusText({ problem: new Error('away') }, 15, null).tooltip, 'away');
});

test('a source that is quiet has no lag', () => {
  assert.equal(lagOf({ at: AT, sources: [source(50, '2026-11-20T08:00:00.000Z')] }), null);
  assert.equal(lagOf({ at: AT, sources: [], feeds: [{ lagMs: 700 }, { lagMs: null }] }), 700);
});

test('the page of the webview admits the server alone, and escapes what it shows', () => {
  const html = paneHtml('http://127.0.0.1:8080/', { function: `"><script>alert(1)</script>`, q: null }, 'abc');
  assert.match(html, /src="http:\/\/127.0.0.1:8080\/pane.js"/);
  assert.ok(!html.includes(' q='));
  assert.match(html, /frame-src http:\/\/127.0.0.1:8080;/);
  assert.ok(!html.includes('<script>alert'));
  assert.ok(!problemHtml('<b>').includes('<b>'));
});
