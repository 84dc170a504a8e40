// What the filter box offers while one types: words of its language, functions, fields of structured lines with their
// values, and what was asked for lately.

import { plural } from '../lib/format.js';
import { FILTER_HELP, LEVELS, OUTCOMES, tokensOf } from './filter.js';

const RECENT = 'logtrail.recent';
const MAX_RECENT = 8;
const MAX_OFFERED = 8;

const NOTES = Object.fromEntries(FILTER_HELP);
const WORDS = [
  ['err', NOTES.err],
  ['cold', 'cold starts'],
  ['warm', 'requests known to be no cold start'],
  ['open', NOTES.open],
  ['test', NOTES.test],
  ['>500ms', 'reported duration at least'],
  ['<2s', 'reported duration at most'],
  ...LEVELS.map((l) => [`level:${l.toLowerCase()}`, NOTES['level:warn']]),
  ...OUTCOMES.map((o) => [`outcome:${o}`, 'by how they ended']),
];

/** What was asked for lately, newest first. */
export function recentFilters() {
  try {
    const kept = JSON.parse(localStorage.getItem(RECENT));
    return Array.isArray(kept) ? kept.filter((text) => typeof text === 'string') : [];
  } catch {
    return []; // Storage is blocked, or holds something else.
  }
}

export function keepRecent(text) {
  if (!text.trim()) return;
  try {
    localStorage.setItem(RECENT, JSON.stringify([text, ...recentFilters().filter((t) => t !== text)].slice(0, MAX_RECENT)));
  } catch {
    // Storage is blocked or full: nothing is lost but convenience.
  }
}

const lines = (n) => plural(n, 'line');

/** A field whose name needs no brackets in a pattern. */
const isPlain = (name) => /^[\w-]+(\.[\w-]+)*$/.test(name);

/** Within `{ $.…`: names of fields, and behind a comparison their values. `onward`: whether typing goes on after choosing it. */
function fieldOffers(text, fields) {
  const compared = /\$\.([\w.-]+)\s*(?:=|!=)\s*("?)([^"\s{}()=]*)$/.exec(text);
  if (compared) {
    const [, name, quote, typed] = compared;
    const before = text.slice(0, text.length - typed.length - quote.length);
    return (fields.find((f) => f.name === name)?.values ?? [])
      .filter((v) => String(v.value).toLowerCase().startsWith(typed.toLowerCase()))
      .filter((v) => !/["\\]/.test(v.value))
      .map((v) => {
        const word = typeof v.value === 'string' ? `"${v.value}"` : String(v.value);
        return { text: `${before}${word} }`, note: lines(v.lines), word };
      });
  }
  const typed = /\$?\.?([\w.-]*)$/.exec(text);
  const part = typed[1].toLowerCase();
  return fields
    .filter((f) => isPlain(f.name) && f.name.toLowerCase().includes(part))
    .map((f) => ({ text: `${text.slice(0, typed.index)}$.${f.name} =`, note: lines(f.lines), word: `$.${f.name}`, onward: true }));
}

/**
 * What is offered for a text whose end is being typed: [{text, note, word, onward}], text being the whole box after
 * choosing it. `fields`: as the server lists them.
 */
export function offersFor(text, functions, fields = []) {
  const open = /(^|\s)\{[^}]*$/.test(text);
  if (open) return fieldOffers(text, fields).slice(0, MAX_OFFERED);
  if (!text.trim()) return recentFilters().map((recent) => ({ text: recent, note: 'asked for lately' }));
  if (/\s$/.test(text)) return [];
  const last = tokensOf(text).at(-1);
  const typed = last.text.toLowerCase();
  if (/^["{[%-]/.test(typed)) return [];
  const names = functions.map((f) => [`fn:${f.functionName}`, `${plural(f.requests, 'request')} in 24 h`]);
  const named = typed.length > 1 ? fields.filter((f) => isPlain(f.name)).map((f) => [`{ $.${f.name} =`, `a field of ${lines(f.lines)}`, true]) : [];
  const fits = ([word]) => word.toLowerCase().startsWith(typed) || (typed.length > 1 && word.toLowerCase().includes(typed));
  return [...WORDS, ...names, ...named]
    .filter(([word]) => word.toLowerCase() !== typed)
    .filter(fits)
    .slice(0, MAX_OFFERED)
    .map(([word, note, onward]) => ({ text: text.slice(0, last.at) + word, note, word, onward }));
}
