// What a program does with the types that openapi.json makes: asks a running service.

import type { components, paths } from './api.js';

declare const process: { argv: string[] };

type Answer<P extends keyof paths> = paths[P] extends { get: { responses: { 200: { content: { 'application/json': infer A } } } } } ? A : never;
type Trail = components['schemas']['Trail'];

const [, , address, requestId] = process.argv;

async function get<P extends keyof paths>(path: P, url: string): Promise<Answer<P>> {
  const response = await fetch(address + url);
  if (!response.ok) throw new Error(`refused ${response.status}`);
  return (await response.json()) as Answer<P>;
}

const list = await get('/api/v1/trails', '/api/v1/trails?function=orders&limit=10');
console.log(`listed ${list.trails.length}`);
console.log(`completeness ${list.completeness.state}`);
const { trails } = await get('/api/v1/trails/{requestId}', `/api/v1/trails/${requestId}`);
const trail: Trail = trails[0]!;
console.log(`outcome ${trail.outcome}`);
console.log(`billed ${trail.report?.billedDurationMs}`);
for (const entry of trail.entries ?? []) console.log(`entry ${entry.message}`);
const insights = await get('/api/v1/insights', '/api/v1/insights?function=orders');
console.log(`insights of ${insights.basedOn.requests}`);
const status = await get('/api/v1/status', '/api/v1/status');
console.log(`feed ${status.flushNo > 0}`);
await get('/api/v1/trails/{requestId}', '/api/v1/trails/nobody').catch((e: Error) => console.log(e.message));

// What the document does not tell does not compile.
// @ts-expect-error there is no such field
trail.noSuchField;
