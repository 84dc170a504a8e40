// A server that answers as Logtrail does, over HTTP, with what a test gives it; it keeps what it was asked.

'use strict';

const { createServer } = require('node:http');

/** `answers`: a method and path to a function of {query, body, headers}, which gives an object, a text, or {status, detail}. */
async function serve(answers) {
  const asked = [];
  const server = createServer(async (request, response) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    const url = new URL(request.url, 'http://x');
    const call = { path: url.pathname, query: url.searchParams, body: Buffer.concat(pieces).toString(), headers: request.headers };
    asked.push(call);
    const given = answers[`${request.method} ${url.pathname}`]?.(call) ?? { status: 404, detail: 'nothing here' };
    response.statusCode = given.status ?? 200;
    response.end(typeof given === 'string' ? given : JSON.stringify(given));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { address: `http://127.0.0.1:${server.address().port}`, asked, close: () => server.close() };
}

module.exports = { serve };
