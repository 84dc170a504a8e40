// The language of the filter box: terms that must all match; `-` before a term excludes.
// It filters the loaded trails in the browser; searching everything stored is the server's.

import { isFailed } from '../trail/outcome.js';

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const UNIT_MS = { ms: 1, s: 1000, min: 60_000 };

/** Terms and what they match, for the help. */
export const FILTER_HELP = [
  ['text', 'in any line, field, function name or request id; "with quotes" for spaces'],
  ['err', 'failed, or with an error line'],
  ['cold', 'cold starts'],
  ['open', 'not ended yet'],
  ['test', 'with a log result'],
  ['>500ms  <2s', 'by reported duration'],
  ['level:warn', 'with a line of this level or above'],
  ['fn:orders', 'by function name'],
  ['req:4f1c', 'by the beginning of the request id'],
  ['-word', 'excludes what any of these finds'],
];

/** Whether an entry has this level or one above. */
function hasLevel(trail, level) {
  const lowest = LEVELS.indexOf(level);
  return trail.entries?.some((e) => LEVELS.indexOf(e.level) >= lowest) ?? false;
}

function textOf(entry) {
  const exception = entry.exception ? JSON.stringify(entry.exception) : '';
  return `${entry.message} ${JSON.stringify(entry.fields ?? {})} ${exception}`.toLowerCase();
}

function hasText(trail, text) {
  return (
    trail.requestId?.toLowerCase().includes(text) ||
    trail.functionName.toLowerCase().includes(text) ||
    (trail.entries?.some((e) => textOf(e).includes(text)) ?? false)
  );
}

function durationIs(trail, compare) {
  const ms = trail.report?.durationMs;
  return ms != null && compare(ms);
}

/** One term: {test(trail), needsEntries, error}. */
function parseTerm(raw) {
  const term = raw.toLowerCase();
  const duration = /^([<>])(\d+(?:\.\d+)?)(ms|s|min)?$/.exec(term);
  if (duration) {
    const limit = Number(duration[2]) * UNIT_MS[duration[3] ?? 'ms'];
    const longer = duration[1] === '>';
    return { test: (t) => durationIs(t, (ms) => (longer ? ms > limit : ms < limit)) };
  }
  if (term === 'err') return { test: (t) => isFailed(t) || t.errorCount > 0 };
  if (term === 'cold') return { test: (t) => t.coldStart === true };
  if (term === 'open') return { test: (t) => t.state === 'open' };
  if (term === 'test') return { test: (t) => t.invoke != null };
  const [, key, value] = /^(level|fn|req):(.*)$/.exec(term) ?? [];
  if (key === 'fn') return { test: (t) => t.functionName.toLowerCase().includes(value) };
  if (key === 'req') return { test: (t) => t.requestId?.toLowerCase().startsWith(value) ?? false };
  if (key === 'level') {
    const level = LEVELS.find((l) => value && l.startsWith(value.toUpperCase()));
    if (!level) return { test: () => true, error: `level: is one of ${LEVELS.join(', ').toLowerCase()}` };
    return { test: (t) => hasLevel(t, level), needsEntries: true };
  }
  return { test: (t) => hasText(t, term), needsEntries: true };
}

/** Parses what is in the box: {test(trail), needsEntries, error, isEmpty}; `error` is null if all of it is understood. */
export function parseFilter(text) {
  const terms = (text.match(/-?"[^"]*"?|\S+/g) ?? []).map((raw) => {
    const excludes = raw.startsWith('-') && raw.length > 1;
    const term = (excludes ? raw.slice(1) : raw).replaceAll('"', '');
    return { ...parseTerm(term), excludes };
  });
  return {
    isEmpty: terms.length === 0,
    needsEntries: terms.some((t) => t.needsEntries),
    error: terms.find((t) => t.error)?.error ?? null,
    test: (trail) => terms.every((t) => t.test(trail) !== t.excludes),
  };
}
