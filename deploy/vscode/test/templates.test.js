'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { functionsOf } = require('../lib/templates');
const { parseYaml } = require('../lib/yaml');

const plain = (value) => JSON.parse(JSON.stringify(value));
const found = (...files) => functionsOf(files.map(([path, text]) => ({ path, text })));

test('YAML: mappings, lists, quotes, tags, comments, block scalars, flow lists', () => {
  const text = `# a template
a: 1 # one
b: "x: # no \\"comment\\""
'c d': 'it''s'
list:
- one
- name: two
  deep:
    - 3
nested:
  tag: !Sub "\${A}-b"
  text: |
    key: not a key
    more
  list: [x, 'y']
  empty:
after: end
`;
  assert.deepEqual(plain(parseYaml(text)), {
    a: '1',
    b: 'x: # no "comment"',
    'c d': "it's",
    list: ['one', { name: 'two', deep: ['3'] }],
    nested: { tag: '${A}-b', text: 'key: not a key\nmore', list: ['x', 'y'], empty: null },
    after: 'end',
  });
});

test('YAML: whatever comes, it ends and does not throw', () => {
  for (const text of ['', '---', ':', '- - -', '\t:\n\t- x', 'a:\n   b: 1\n  c: 2\n d', '{{{', 'a: [', '"', '- a: 1\n b', '? x\n: y', 'a:\n- b\n-c: d\n- - e']) {
    parseYaml(text);
  }
  assert.equal(parseYaml('')?.a, undefined);
  assert.equal(Object.getPrototypeOf(parseYaml('__proto__:\n  x: 1')), null);
  assert.equal({}.x, undefined);
  parseYaml('a:\n'.repeat(50_000));
});

test('serverless.yml: names from service, stage and key, or as given', () => {
  const text = `service: shop
provider:
  name: aws
  stage: \${opt:stage, 'prod'}
functions:
  orders:
    handler: src/orders.handler
  billing:
    name: \${self:service}-bill-\${sls:stage}
    handler: src/billing.main
  other:
    name: \${env:NAME}-other
`;
  const functions = found(['api/serverless.yml', text]);
  assert.deepEqual(
    functions.map((f) => [f.name, f.pattern?.source ?? null, f.folder, f.handler]),
    [
      ['shop-prod-orders', null, 'api', 'src/orders.handler'],
      ['shop-bill-prod', null, 'api', 'src/billing.main'],
      [null, '^[\\w-]+-other$', 'api', null],
    ],
  );
});

test('serverless.yml: a stage that is not known leaves the name open', () => {
  const [one] = found(['serverless.yml', 'service: shop\nprovider:\n  stage: ${env:S}\nfunctions:\n  orders:\n    handler: o.h\n']);
  assert.ok(one.pattern.test('shop-qa-orders'));
  assert.ok(!one.pattern.test('shop-qa-billing'));
});

test('SAM: globals, stack of samconfig.toml, names that CloudFormation makes', () => {
  const template = `Globals:
  Function:
    Runtime: python3.13
    CodeUri: src/
Resources:
  OrdersFunction:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
  Named:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: !Sub "\${AWS::StackName}-billing"
      CodeUri: ./billing
      Handler: billing.main
  Table:
    Type: AWS::DynamoDB::Table
`;
  const config = 'version = 0.1\n[prod.deploy.parameters]\nstack_name = "shop-prod"\n[default.deploy.parameters]\nstack_name = "shop"\n';
  const [orders, billing, ...more] = found(['svc/template.yaml', template], ['svc/samconfig.toml', config]);
  assert.equal(more.length, 0);
  assert.equal(orders.folder, 'svc/src');
  assert.ok(orders.pattern.test('shop-OrdersFunction-1A2B3C4D5E6F'));
  assert.ok(!orders.pattern.test('shop-prod-OrdersFunction-1A2B3C4D5E6F'));
  assert.deepEqual([billing.name, billing.folder], ['shop-billing', 'svc/billing']);
});

test("CDK's output: the stack is the file's name, the handler leads to the source", () => {
  const template = {
    Resources: {
      OrdersFn1234ABCD: { Type: 'AWS::Lambda::Function', Properties: { Handler: 'orders.handler' }, Metadata: { 'aws:asset:path': 'asset.1' } },
      LogRetention: { Type: 'AWS::Lambda::Function', Properties: { Handler: 'index.handler' } },
    },
  };
  const functions = found(['infra/cdk.out/Shop.template.json', JSON.stringify(template)]);
  assert.equal(functions.length, 1);
  assert.equal(functions[0].folder, 'infra');
  assert.ok(functions[0].pattern.test('Shop-OrdersFn1234ABCD-abcDEF123456'));
});

test('broken and strange templates tell nothing', () => {
  assert.deepEqual(found(['template.json', '{'], ['serverless.yml', 'functions: [a]'], ['template.yaml', 'Resources: 7'], ['x.template.json', 'null']), []);
  const [escaping] = found(['template.json', '{"Resources":{"A":{"Type":"AWS::Lambda::Function","Properties":{"Code":"../../etc"}}}}']);
  assert.equal(escaping.folder, '');
});
