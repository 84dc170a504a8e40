// The filter box: words that all have to match. `-` before a word excludes.

import { isFailed } from './format.js';

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const UNIT_MS = { ms: 1, s: 1000, min: 60_000 };

/** What the words mean, for the help. */
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

function hasLevel(trail, level) {
  const least = LEVELS.indexOf(level);
  return trail.entries?.some((e) => LEVELS.indexOf(e.level) >= least) ?? false;
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

function lasted(trail, compare) {
  const ms = trail.report?.durationMs;
  return ms != null && compare(ms);
}

/** One word: {test(trail), needsEntries, fault}. */
function wordOf(raw) {
  const word = raw.toLowerCase();
  const duration = /^([<>])(\d+(?:\.\d+)?)(ms|s|min)?$/.exec(word);
  if (duration) {
    const limit = Number(duration[2]) * UNIT_MS[duration[3] ?? 'ms'];
    const longer = duration[1] === '>';
    return { test: (t) => lasted(t, (ms) => (longer ? ms > limit : ms < limit)) };
  }
  if (word === 'err') return { test: (t) => isFailed(t) || t.errorCount > 0 };
  if (word === 'cold') return { test: (t) => t.coldStart === true };
  if (word === 'open') return { test: (t) => t.state === 'open' };
  if (word === 'test') return { test: (t) => t.invoke != null };
  const [, key, value] = /^(level|fn|req):(.*)$/.exec(word) ?? [];
  if (key === 'fn') return { test: (t) => t.functionName.toLowerCase().includes(value) };
  if (key === 'req') return { test: (t) => t.requestId?.toLowerCase().startsWith(value) ?? false };
  if (key === 'level') {
    const level = LEVELS.find((l) => value && l.startsWith(value.toUpperCase()));
    if (!level) return { test: () => true, fault: `level: is one of ${LEVELS.join(', ').toLowerCase()}` };
    return { test: (t) => hasLevel(t, level), needsEntries: true };
  }
  return { test: (t) => hasText(t, word), needsEntries: true };
}

/** Reads the box: {test(trail), needsEntries, fault, isEmpty}. */
export function parseFilter(text) {
  const words = (text.match(/-?"[^"]*"?|\S+/g) ?? []).map((raw) => {
    const excludes = raw.startsWith('-') && raw.length > 1;
    const word = (excludes ? raw.slice(1) : raw).replaceAll('"', '');
    return { ...wordOf(word), excludes };
  });
  return {
    isEmpty: words.length === 0,
    needsEntries: words.some((w) => w.needsEntries),
    fault: words.find((w) => w.fault)?.fault,
    test: (trail) => words.every((w) => w.test(trail) !== w.excludes),
  };
}
