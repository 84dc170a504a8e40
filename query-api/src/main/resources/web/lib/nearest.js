// The name that was probably meant by one that is not known.

/** How many letters must be added, left out or changed to make one word of another. */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}

/** The nearest of some names, or one that begins like it; null if none is near. */
export function nearest(name, names) {
  const word = name.toLowerCase();
  let best = null;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of names) {
    const other = candidate.toLowerCase();
    if (Math.abs(other.length - word.length) >= least) continue;
    const d = distance(word, other);
    if (d < least) [best, least] = [candidate, d];
  }
  return best ?? names.find((n) => n.toLowerCase().startsWith(word) || word.startsWith(n.toLowerCase())) ?? null;
}
