// Stands in for rapid-client.node, the compiled part of Lambda's client for Node: the same three
// functions (next, done, error) over HTTP. Loaded with --require before the client. What functions
// and the client log is written by JavaScript alone, so no line depends on this file.
'use strict';
const Module = require('node:module');
const http = require('node:http');
const { Worker, MessageChannel, receiveMessageOnPort } = require('node:worker_threads');

const [host, port] = (process.env.AWS_LAMBDA_RUNTIME_API || '127.0.0.1:0').split(':');
const root = '/2018-06-01/runtime/invocation/';
const agent = new http.Agent({ keepAlive: true });

/** A promise that keeps the event loop alive, as the compiled part's does. */
function next() {
  return new Promise((resolve, reject) => {
    http
      .get({ host, port, path: root + 'next', agent }, (answer) => {
        let body = '';
        answer.setEncoding('utf8');
        answer.on('data', (part) => (body += part));
        answer.on('end', () => resolve({ bodyJson: body, headers: answer.headers }));
      })
      .on('error', reject);
  });
}

// The compiled part posts answers while JavaScript waits, so a thread does it here.
const posting = `
  const http = require('node:http');
  const { workerData } = require('node:worker_threads');
  const { shared, port } = workerData;
  const done = new Int32Array(shared);
  port.on('message', ({ options, body }) => {
    const finish = () => { Atomics.store(done, 0, 1); Atomics.notify(done, 0); };
    http.request(options, (answer) => { answer.resume(); answer.on('end', finish); })
      .on('error', finish).end(body);
  });`;
let poster = null;

function post(path, body, headers) {
  if (poster === null) {
    const shared = new SharedArrayBuffer(4);
    const { port1, port2 } = new MessageChannel();
    const worker = new Worker(posting, {
      eval: true, execArgv: [], workerData: { shared, port: port2 }, transferList: [port2],
    });
    worker.unref();
    port1.unref();
    poster = { done: new Int32Array(shared), port: port1 };
  }
  Atomics.store(poster.done, 0, 0);
  const length = { 'Content-Length': Buffer.byteLength(body), ...headers };
  poster.port.postMessage({ options: { host, port, path, method: 'POST', headers: length }, body });
  Atomics.wait(poster.done, 0, 0);
}

const client = {
  initializeClient() {},
  next,
  done: (id, body) => post(root + id + '/response', body, { 'Content-Type': 'application/json' }),
  error: (id, body, _xray) =>
    post(root + id + '/error', body, {
      'Content-Type': 'application/json',
      'Lambda-Runtime-Function-Error-Type': JSON.parse(body).errorType,
    }),
};

const load = Module._load;
Module._load = function (request, ...rest) {
  return request.endsWith('rapid-client.node') ? client : load.call(this, request, ...rest);
};
