// The words of a CloudWatch Logs filter pattern that can be marked in text: plain words and quoted phrases that are
// not excluded, and what a JSON or column pattern compares with. A regular expression is not marked.

const TERM = /(-?)"((?:[^"\\]|\\.)*)"|(-?)[^\s"{}[\]()=<>!&|,?%]+/g;

/** The words to be marked; an empty list if there are none. */
export function markedTerms(pattern) {
  if (!pattern) return [];
  const isStructured = /^\s*[{[]/.test(pattern);
  const terms = [];
  for (const [whole, minusQuoted, quoted, minus] of pattern.replace(/%[^%]*%/g, ' ').matchAll(TERM)) {
    if (minusQuoted || minus) continue;
    const term = quoted == null ? whole : quoted.replace(/\\(.)/g, '$1');
    if (quoted == null && isStructured && (term.startsWith('$') || /^\w+$/.test(term))) continue; // A name, not a value.
    if (term && term !== '*' && term !== '?') terms.push(term.replaceAll('*', ''));
  }
  return terms.filter(Boolean).slice(0, 20);
}

/** A regular expression that finds any of some words; null for none. Case counts, as in the search itself. */
export function finderOf(terms) {
  if (!terms.length) return null;
  const escaped = terms.map((t) => t.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(escaped.join('|'), 'g');
}
