// Which lines a search marks: in their message, or in the values of their fields.

/** Of `lines`, indices of entries, those that `finder`, a global regular expression or null, finds something in. */
export function matchesIn(entries, lines, finder) {
  if (!finder) return [];
  const once = new RegExp(finder.source, finder.flags.replace('g', ''));
  return lines.filter((line) => {
    const { message, fields } = entries[line];
    return once.test(message) || (fields && once.test(JSON.stringify(fields)));
  });
}
