// Saves the requests that are shown as a file: as text, or as JSON, one request a line.

import { download, fileName } from '../lib/download.js';
import { apiPathOf } from '../trail/trail-text.js';

const FORMATS = { text: ['text/plain', 'txt'], json: ['application/x-ndjson', 'jsonl'] };
const FORMATS_OF_ONE = { ...FORMATS, json: ['application/json', 'json'] };

/** `model`: the PaneModel whose requests are saved, `count` of them, with all their lines. */
export function downloadShown(model, count, format) {
  const { requestId, fn } = model;
  const day = new Date().toISOString().slice(0, 19).replaceAll(':', '');
  if (requestId) {
    const [accept, ending] = FORMATS_OF_ONE[format];
    return download(apiPathOf({ requestId }), {}, accept, `${fileName(requestId)}.${ending}`);
  }
  const [accept, ending] = FORMATS[format];
  const least = model.leastMs == null ? {} : { minDurationMs: model.leastMs };
  const params = { ...model.params(), ...least, entries: true, limit: Math.max(1, count) };
  return download('/api/v1/trails', params, accept, `${fileName(fn ?? 'requests')}-${day}.${ending}`);
}
