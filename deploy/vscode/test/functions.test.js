'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { candidates, functionOf, handlerPath } = require('../lib/functions');
const { functionsOf } = require('../lib/templates');

const SERVERLESS = functionsOf([
  { path: 'serverless.yml', text: 'service: shop\nfunctions:\n  orders:\n    handler: src/orders.handler\n  billing:\n    handler: src/billing.handler\n' },
]);
const KNOWN = ['shop-dev-billing', 'shop-dev-orders'];

test('the handler file is the function, whatever else fits', () => {
  assert.equal(functionOf('src/orders.ts', SERVERLESS, KNOWN), 'shop-dev-orders');
  assert.equal(functionOf('src/billing.py', SERVERLESS, []), 'shop-dev-billing');
});

test('a shared file belongs to nobody alone', () => {
  assert.equal(functionOf('src/shared.ts', SERVERLESS, KNOWN), null);
});

test('files below the folder of the code belong to its function, to the inner one first', () => {
  const sam = functionsOf([
    {
      path: 'template.json',
      text: JSON.stringify({
        Resources: {
          Outer: { Type: 'AWS::Serverless::Function', Properties: { FunctionName: 'outer', CodeUri: 'code', Handler: 'app.h' } },
          Inner: { Type: 'AWS::Serverless::Function', Properties: { FunctionName: 'inner', CodeUri: 'code/inner', Handler: 'app.h' } },
        },
      }),
    },
  ]);
  assert.equal(functionOf('code/util.py', sam, []), 'outer');
  assert.equal(functionOf('code/inner/util.py', sam, []), 'inner');
  assert.equal(functionOf('code/inner/app.py', sam, []), 'inner');
  assert.deepEqual(
    candidates('code/inner/util.py', sam, []).map((c) => c.name),
    ['inner', 'outer'],
  );
});

test('what stands beside a handler belongs to it, where no other handler does', () => {
  const found = functionsOf([
    {
      path: 'serverless.yml',
      text: 'service: shop\nfunctions:\n  orders:\n    handler: functions/orders/main.run\n  worker:\n    handler: functions/orders-worker/main.run\n',
    },
  ]);
  const known = ['shop-dev-orders', 'shop-dev-orders-worker'];
  assert.equal(functionOf('functions/orders/lib/price.ts', found, []), 'shop-dev-orders');
  assert.equal(functionOf('functions/orders-worker/price.ts', found, known), 'shop-dev-orders-worker');
  assert.equal(functionOf('functions/price.ts', found, []), null);
});

test('without a template, names of folders and files tell', () => {
  const known = ['orders', 'orders-worker', 'prod-billing-api'];
  assert.equal(functionOf('functions/orders/index.js', [], known), 'orders');
  assert.equal(functionOf('functions/ordersWorker/index.js', [], known), 'orders-worker');
  assert.equal(functionOf('services/billing/src/handler.py', [], known), 'prod-billing-api');
  assert.equal(functionOf('lib/app.js', [], known), null);
  assert.equal(functionOf('README.md', [], known), null);
});

test('two functions that fit alike are not guessed between', () => {
  assert.equal(functionOf('billing/app.py', [], ['billing-dev', 'billing-prod']), null);
  assert.equal(candidates('billing/app.py', [], ['billing-dev', 'billing-prod']).length, 2);
});

test('handlers of each runtime name their file', () => {
  assert.equal(handlerPath('src/orders.handler'), 'src/orders');
  assert.equal(handlerPath('pkg.module.handler'), 'pkg/module');
  assert.equal(handlerPath('com.shop.Orders::handleRequest'), 'com/shop/Orders');
  assert.equal(handlerPath('Shop::Shop.Orders.Function::Handle'), 'Shop/Orders/Function');
  assert.equal(handlerPath('bootstrap'), 'bootstrap');
  assert.equal(handlerPath(null), null);
  const [java] = [{ name: 'j', pattern: null, folder: '', handler: 'com.shop.Orders::handleRequest', template: 't' }];
  assert.equal(functionOf('src/main/java/com/shop/Orders.java', [java], []), 'j');
});
