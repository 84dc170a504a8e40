// The one language of the filter box. Words with a meaning of their own (err, cold, fn:, level:, >500ms, …) become
// parameters of the API's lists; the rest is a CloudWatch Logs filter pattern, which the server tests on each raw event.

import { isFailed } from '../trail/outcome.js';

export const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
export const OUTCOMES = ['timeout', 'out_of_memory', 'crash', 'init_error', 'error', 'success', 'running', 'unknown'];
const FAILED = OUTCOMES.slice(0, 5);
const UNIT_MS = { ms: 1, s: 1_000, min: 60_000 };

/** Words and what they match, for the help and for completion. */
export const FILTER_HELP = [
  ['word "two words" -word', 'events with a word, with a text, without a word (CloudWatch filter pattern)'],
  ['{ $.level = "WARN" }', 'events that are JSON, by their fields'],
  ['err', 'failed requests'],
  ['cold  warm', 'cold starts; requests known to be none'],
  ['open', 'not ended yet'],
  ['test', 'with a log result'],
  ['>500ms  <2s', 'by reported duration: at least, at most'],
  ['level:warn', 'with a line of this level or above'],
  ['outcome:timeout', 'by how they ended; several with commas'],
  ['fn:orders', 'by the exact name of their function'],
  ['version:7', 'by the version of their function'],
  ['account:… region:…', 'by where they ran'],
  ['execution:order-17', 'steps of this execution, by its name, id or ARN'],
  ['a request id, trace id, execution’s ARN', 'opens it'],
];

/** Splits a text into tokens {text, at, isOpen}: quoted phrases, {…}, […] and %…% are one token each; open is one without its end. */
export function tokensOf(text) {
  const tokens = [];
  const close = { '{': '}', '[': ']' };
  let i = 0;
  while (i < text.length) {
    if (/\s/.test(text[i])) {
      i++;
      continue;
    }
    const at = i;
    let depth = 0;
    let quote = null;
    for (; i < text.length; i++) {
      const c = text[i];
      if (quote) {
        if (c === '\\' && quote === '"') i++;
        else if (c === quote) quote = null;
      } else if (c === '"' || (c === '%' && text.indexOf('%', i + 1) > 0)) quote = c;
      else if (c in close) depth++;
      else if (Object.values(close).includes(c)) depth = Math.max(0, depth - 1);
      else if (/\s/.test(c) && depth === 0) break;
    }
    tokens.push({ text: text.slice(at, i), at, isOpen: quote != null || depth > 0 });
  }
  return tokens;
}

/** Whether a text ends within a phrase, {…} or […]: it is being typed still. */
export const isUnended = (text) => tokensOf(text).at(-1)?.isOpen ?? false;

/** A word of this language as {params} or {fault}; null if it belongs to the pattern. */
function meaningOf(word) {
  const lower = word.toLowerCase();
  const duration = /^([<>])(\d+(?:\.\d+)?)(ms|s|min)?$/.exec(lower);
  if (duration) {
    const ms = Number(duration[2]) * UNIT_MS[duration[3] ?? 'ms'];
    return { params: { [duration[1] === '>' ? 'minDurationMs' : 'maxDurationMs']: ms } };
  }
  const simple = {
    err: { outcome: FAILED.join(',') },
    cold: { coldStart: true },
    warm: { coldStart: false },
    open: { outcome: 'running' },
    test: { source: 'log_result' },
  }[lower];
  if (simple) return { params: simple };
  const [, key, value] = /^(level|outcome|fn|version|account|region|req|id|trace|execution):(.*)$/i.exec(word) ?? [];
  if (!key) return null;
  return keyed(key.toLowerCase(), value);
}

function keyed(key, value) {
  if (!value) return { fault: `${key}: wants a value`, example: { level: 'level:warn', outcome: 'outcome:timeout', fn: 'fn:orders-api', version: 'version:7', account: 'account:123456789012', region: 'region:eu-west-1' }[key] ?? `${key}:4f1c5b3e-…` };
  if (key === 'level') {
    const level = LEVELS.find((l) => l.startsWith(value.toUpperCase()));
    return level ? { params: { level } } : { fault: `there is no level ${value}`, example: `level: ${LEVELS.join(', ').toLowerCase()}` };
  }
  if (key === 'outcome') {
    const asked = value.toLowerCase().split(',').filter(Boolean);
    const wrong = asked.find((o) => !OUTCOMES.includes(o));
    return wrong ? { fault: `there is no outcome ${wrong}`, example: `outcome: ${OUTCOMES.join(', ')}` } : { params: { outcome: asked.join(',') } };
  }
  if (key === 'fn') return { params: { function: value } };
  if (['version', 'account', 'region'].includes(key)) return { params: { [key]: value } };
  if (key === 'trace') return { params: { traceId: value } };
  if (key === 'execution') return { params: { execution: value } };
  return { opens: { requestId: value } };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const TRACE = /^(?:Root=)?(1-[0-9a-f]{8}-[0-9a-f]{24})$/i;

// Of a Step Functions or a durable execution.
const EXECUTION = /^arn:aws[\w-]*:(states:.*:(express|execution):|lambda:.*durable-execution)/;

/** What the whole text opens, if it is an id alone: {requestId}, {traceId} or {execution}, its ARN; null if it is no id. */
export function idIn(text) {
  const id = text.trim();
  if (UUID.test(id)) return { requestId: id };
  if (EXECUTION.test(id) && !/\s/.test(id)) return { execution: id };
  const trace = TRACE.exec(id);
  return trace ? { traceId: trace[1] } : null;
}

/**
 * Parses what is in the box: {params, opens, fault, isEmpty, test(trail)}. `params` are those of the API's lists;
 * `fault`: {message, example, at, length} of the first word that cannot be meant, or null; `opens`: {requestId} where the
 * box asks for one request; `test`: whether a trail of the live tail passes all but the pattern, which the server tests.
 */
export function parseFilter(text) {
  const params = {};
  const pattern = [];
  let fault = null;
  let opens = idIn(text)?.requestId ? idIn(text) : null;
  for (const { text: word, at } of tokensOf(text)) {
    const meaning = meaningOf(word);
    if (!meaning) pattern.push(word);
    else if (meaning.fault) fault ??= { message: meaning.fault, example: meaning.example, at, length: word.length };
    else if (meaning.opens) opens = meaning.opens;
    else Object.assign(params, meaning.params);
  }
  const { traceId, execution } = idIn(text) ?? {};
  if (traceId) params.traceId = traceId;
  else if (execution) params.execution = execution;
  else if (pattern.length) params.q = pattern.join(' ');
  return { params, opens, fault, isEmpty: !text.trim(), test: (trail) => passes(trail, params) };
}

/** Where in a text a column of its pattern stands: the words of the pattern may have others between them. */
export function placeOf(text, column) {
  let begin = 1;
  let place = 0;
  for (const { text: word, at } of tokensOf(text).filter((token) => !meaningOf(token.text))) {
    place = at + Math.min(column - begin, word.length);
    begin += word.length + 1;
    if (column < begin) break;
  }
  return place;
}

function passes(t, p) {
  const ms = t.report?.durationMs;
  return (
    (!p.function || t.functionName === p.function) &&
    (!p.version || t.functionVersion === p.version) &&
    (!p.account || t.account === p.account) &&
    (!p.region || t.region === p.region) &&
    (!p.outcome || p.outcome.split(',').includes(t.outcome)) &&
    (p.coldStart == null || t.coldStart === p.coldStart) &&
    (p.minDurationMs == null || (ms != null && ms >= p.minDurationMs)) &&
    (p.maxDurationMs == null || (ms != null && ms <= p.maxDurationMs)) &&
    (!p.source || t.sources.includes(p.source)) &&
    (!p.traceId || t.traceId === p.traceId) &&
    (!p.execution || [t.execution?.name, t.execution?.id, t.execution?.arn].includes(p.execution)) &&
    (!p.level || hasLevel(t, p.level))
  );
}

function hasLevel(trail, level) {
  if (level === 'ERROR' && (trail.errorCount > 0 || isFailed(trail))) return true;
  const lowest = LEVELS.indexOf(level);
  return trail.entries?.some((e) => LEVELS.indexOf(e.level) >= lowest) ?? false;
}

/** Whether a word stands in a text by itself. */
export const hasWord = (text, word) => tokensOf(text).some((token) => token.text.toLowerCase() === word);

/** The text with a word added at its end, or without it where it stands in it. */
export function withWord(text, word) {
  const tokens = tokensOf(text).map((token) => token.text);
  const others = tokens.filter((token) => token.toLowerCase() !== word);
  return (others.length < tokens.length ? others : [...tokens, word]).join(' ');
}

/**
 * The text with a condition on a JSON field added: `{ $.a = 1 }` grows to `{ ($.a = 1) && ($.b = 2) }`. Words of a pattern
 * give way, since no pattern has both.
 */
export function withCondition(text, condition) {
  const tokens = tokensOf(text);
  const json = tokens.find((t) => t.text.startsWith('{') && t.text.endsWith('}'));
  if (!json) return [...tokens.filter((t) => meaningOf(t.text)).map((t) => t.text), `{ ${condition} }`].join(' ');
  const inner = json.text.slice(1, -1).trim();
  const own = inner.startsWith('(') ? inner : `(${inner})`;
  return text.slice(0, json.at) + `{ ${own} && (${condition}) }` + text.slice(json.at + json.text.length);
}

/** The condition that a JSON field has, or has not, a value; null for a value that a pattern cannot compare. */
export function conditionOf(path, value, excludes) {
  if (value === null) return excludes ? null : `${path} IS NULL`;
  if (typeof value === 'boolean') return `${path} IS ${value !== excludes ? 'TRUE' : 'FALSE'}`;
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  return `${path} ${excludes ? '!=' : '='} ${JSON.stringify(value)}`;
}
