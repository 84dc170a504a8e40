// What the filter box offers while one types: words of its language, functions, and what was asked for lately.

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

/** What is offered for a text whose end is being typed: [{text, note}], text being the whole box after choosing it. */
export function offersFor(text, functions) {
  if (!text.trim()) return recentFilters().map((recent) => ({ text: recent, note: 'asked for lately' }));
  if (/\s$/.test(text)) return [];
  const last = tokensOf(text).at(-1);
  const typed = last.text.toLowerCase();
  if (/^["{[%-]/.test(typed)) return [];
  const names = functions.map((f) => [`fn:${f.functionName}`, `${f.requests} requests in 24 h`]);
  const fits = ([word]) => word.toLowerCase().startsWith(typed) || (typed.length > 1 && word.toLowerCase().includes(typed));
  return [...WORDS, ...names]
    .filter(([word]) => word.toLowerCase() !== typed)
    .filter(fits)
    .slice(0, MAX_OFFERED)
    .map(([word, note]) => ({ text: text.slice(0, last.at) + word, note, word }));
}
