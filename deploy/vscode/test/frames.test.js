'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { failureOf, newestByPlace, sentence } = require('../lib/failures');
const { fileOf, framesOf, placeOf } = require('../lib/frames');

const place = (frame) => {
  const found = placeOf(frame);
  return found && [found.path, found.line, found.column];
};

test('frames of every runtime name their place', () => {
  assert.deepEqual(place('  File "/var/task/app.py", line 7, in handler\n    user = event["id"]'), ['/var/task/app.py', 7, null]);
  assert.deepEqual(place('    at pay (/var/task/src/pay.js:77:15)'), ['/var/task/src/pay.js', 77, 15]);
  assert.deepEqual(place('at async Runtime.handler (file:///var/task/index.mjs:3:9)'), ['/var/task/index.mjs', 3, 9]);
  assert.deepEqual(place('at /var/task/index.js:3:9'), ['/var/task/index.js', 3, 9]);
  assert.deepEqual(place('\tat com.shop.Orders.handle(Orders.java:42)'), ['com/shop/Orders.java', 42, null]);
  assert.deepEqual(place('\tat app//com.shop.Orders$1.<init>(Orders.java:42)'), ['com/shop/Orders.java', 42, null]);
  assert.deepEqual(place('   at Shop.Orders.Handle(Order o) in /src/Shop/Orders.cs:line 12'), ['/src/Shop/Orders.cs', 12, null]);
  assert.deepEqual(place("/var/task/app.rb:12:in 'handler'"), ['/var/task/app.rb', 12, null]);
  assert.deepEqual(place('main.handler(0x1)\n\t/home/me/shop/main.go:12 +0x1d'), ['/home/me/shop/main.go', 12, null]);
  assert.deepEqual(place('#0 /var/task/index.php(12): pay()'), ['/var/task/index.php', 12, null]);
  assert.deepEqual(place('   3: shop::pay\n             at ./src/main.rs:12:5'), ['./src/main.rs', 12, 5]);
  assert.deepEqual(place('at Handle in C:\\src\\Orders.cs:line 3'), ['C:/src/Orders.cs', 3, null]);
});

test('frames of runtimes and libraries, and other text, name none', () => {
  for (const frame of [
    'at Runtime.handleOnce (/var/runtime/index.mjs:1:1)',
    'at node:internal/process/task_queues:95:5',
    'at x (/var/task/node_modules/pg/lib/client.js:1:2)',
    '  File "/var/task/site-packages/x.py", line 1, in y',
    '  File "/opt/python/x.py", line 1, in y',
    'at java.base/java.lang.Thread.run(Unknown Source)',
    '... 12 more',
    'at noon, at the bar',
    '',
    'x'.repeat(100_000),
  ]) {
    assert.equal(placeOf(frame), null, frame.slice(0, 60));
  }
});

test('long frames are read in time linear in their length', () => {
  for (const piece of ['a', ' ', '(', 'a.', ':1', '/', 'a/', 'at ', ' in ']) placeOf(piece.repeat(200_000));
});

test('the file that shares the longest end of the path is meant', () => {
  assert.equal(fileOf('/var/task/src/pay.js', ['a/src/pay.js', 'b/pay.js'], null), 'a/src/pay.js');
  assert.equal(fileOf('/var/task/app.py', ['orders/app.py', 'billing/app.py'], 'billing'), 'billing/app.py');
  assert.equal(fileOf('/var/task/app.py', ['orders/app.py', 'billing/app.py'], null), null);
  assert.equal(fileOf('/var/task/src/pay.js', ['other/pay.js'], null), null, 'a file of the same name elsewhere is another');
  assert.equal(fileOf('/var/task/services/a/pay.js', ['pay.js'], null), 'pay.js', 'the workspace may begin further in');
  assert.equal(fileOf('com/shop/Orders.java', ['src/main/java/com/shop/Orders.java', 'src/test/java/com/x/Orders.java'], null), 'src/main/java/com/shop/Orders.java');
  assert.equal(fileOf('/home/me/shop/main.go', ['main.go'], null), 'main.go');
  assert.equal(fileOf('/var/task/app.py', [], null), null);
});

test("innermost frames first: Python's are printed the other way, causes are nearer to the fault", () => {
  assert.deepEqual(framesOf({ frames: ['File "/a.py", line 1, in outer', 'File "/b.py", line 2, in inner'] }).map((f) => placeOf(f).path), ['/b.py', '/a.py']);
  const exception = { frames: ['outer'], causes: [{ frames: ['near'] }, { frames: ['root'] }] };
  assert.deepEqual(framesOf(exception), ['root', 'near', 'outer']);
  assert.deepEqual(framesOf(exception), ['root', 'near', 'outer'], 'reading changes nothing');
});

const trail = (startedAt, frames, more = {}) => ({
  trailId: startedAt,
  requestId: `r-${startedAt}`,
  functionName: 'orders',
  outcome: 'error',
  startedAt,
  entries: [{ exception: null }, { exception: { type: 'KeyError', message: "'id'", frames, causes: [] } }, { exception: null }],
  ...more,
});

test('a failure stands at the first frame that the workspace has', async () => {
  const frames = ['at q (/var/task/node_modules/pg/index.js:1:1)', 'at pay (/var/task/src/pay.js:7:3)', 'at main (/var/task/index.js:1:1)'];
  const files = async (name) => ({ 'pay.js': ['src/pay.js'], 'index.js': ['index.js'] })[name] ?? [];
  const failure = await failureOf(trail('1', frames), files, null);
  assert.deepEqual([failure.path, failure.line, failure.column, failure.type], ['src/pay.js', 7, 3, 'KeyError']);
  assert.equal(await failureOf(trail('1', ['at x (/var/task/gone.js:1:1)']), files, null), null);
  assert.equal(await failureOf({ ...trail('1', []), entries: [] }, files, null), null);
});

test('of failures at one place the newest is shown, with their number', () => {
  const at = (startedAt, line) => ({ path: 'a.js', line, column: 1, type: 'E', message: 'm', trail: trail(startedAt, []) });
  const shown = newestByPlace([at('2026-01-01', 1), at('2026-01-03', 1), at('2026-01-02', 2)]);
  assert.deepEqual(
    shown.map((f) => [f.trail.startedAt, f.line, f.count]),
    [
      ['2026-01-03', 1, 2],
      ['2026-01-02', 2, 1],
    ],
  );
  assert.equal(sentence(shown[0]), 'E: m (orders, 2 of the newest failed requests)');
  assert.equal(sentence({ type: null, message: null, count: 1, trail: { outcome: 'timeout', functionName: 'f' } }), 'timeout (f)');
  assert.ok(sentence({ type: 'E', message: 'x'.repeat(10_000), count: 1, trail: { functionName: 'f' } }).length < 600);
});
