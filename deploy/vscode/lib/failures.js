// What failed requests tell of the source: for each place of the workspace the newest failure there.

'use strict';

const { fileName, fileOf, framesOf, placeOf } = require('./frames');

/** Outcomes that are failures, as the API's filter takes them. */
const FAILED = ['timeout', 'out_of_memory', 'crash', 'init_error', 'error'];

const MOST_MESSAGE = 500;

/** The exception that a trail failed with: the last that its function or runtime told; null if none did. */
function exceptionOf(trail) {
  for (let i = (trail.entries ?? []).length - 1; i >= 0; i--) {
    const { exception } = trail.entries[i];
    if (exception && (exception.type || exception.frames?.length)) return exception;
  }
  return null;
}

/**
 * Where a trail failed within the workspace: {path, line, column, type, message, trail}; null if its exception names no
 * file of the workspace, or there is none.
 *
 * @param findFiles given a file name, the paths of the workspace that have it (a promise)
 * @param folder of the function's code, to choose between files alike; may be null
 */
async function failureOf(trail, findFiles, folder) {
  const exception = exceptionOf(trail);
  if (!exception) return null;
  for (const frame of framesOf(exception).slice(0, 200)) {
    const place = placeOf(frame);
    const path = place && fileOf(place.path, await findFiles(fileName(place.path)), folder);
    if (path) return { path, line: place.line, column: place.column, type: exception.type, message: exception.message, trail };
  }
  return null;
}

/** The newest failure of each place and type, with how many were there: `count`. Newest first. */
function newestByPlace(failures) {
  const byPlace = new Map();
  const newestFirst = [...failures].sort((a, b) => (b.trail.startedAt ?? '').localeCompare(a.trail.startedAt ?? ''));
  for (const failure of newestFirst) {
    const key = JSON.stringify([failure.path, failure.line, failure.type, failure.trail.functionName]);
    const known = byPlace.get(key);
    if (known) known.count++;
    else byPlace.set(key, { ...failure, count: 1 });
  }
  return [...byPlace.values()];
}

/** A failure in a sentence. */
function sentence({ type, message, count, trail }) {
  const what = [type, message].filter(Boolean).join(': ') || trail.outcome;
  const cut = what.length > MOST_MESSAGE ? `${what.slice(0, MOST_MESSAGE)}…` : what;
  return `${cut} (${trail.functionName}${count > 1 ? `, ${count} of the newest failed requests` : ''})`;
}

module.exports = { FAILED, exceptionOf, failureOf, newestByPlace, sentence };
