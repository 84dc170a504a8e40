// Reads the part of YAML that templates of functions are written in: mappings, lists, plain and quoted scalars, block
// scalars, short flow lists. Tags such as !Sub are left out, and what it cannot read is left out too: it never throws.

'use strict';

const MOST_LINES = 20_000;
const KEY = /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#'"[{&*!|>%@-][^#]*?|-[^\s#][^#]*?):(?:\s+(.*))?$/;

/** The document as objects, arrays, strings and null. A file of several documents: the first that holds anything. */
function parseYaml(text) {
  const lines = [];
  for (const raw of text.split(/\r?\n/, MOST_LINES)) {
    if (/^(---|\.\.\.)(\s|$)/.test(raw)) {
      if (lines.some((line) => line.text)) break;
      continue;
    }
    const indent = raw.length - raw.trimStart().length;
    lines.push({ indent, text: raw.trim(), raw });
  }
  const reader = { lines, at: 0 };
  skipBlank(reader);
  return reader.at < lines.length ? block(reader, lines[reader.at].indent) : null;
}

const isBlank = (line) => !line.text || line.text.startsWith('#');

function skipBlank(reader) {
  while (reader.at < reader.lines.length && isBlank(reader.lines[reader.at])) reader.at++;
}

/** What stands at this indent: a list, a mapping, or a scalar. */
function block(reader, indent) {
  const { text } = reader.lines[reader.at];
  if (text === '-' || text.startsWith('- ')) return list(reader, indent);
  if (KEY.test(text)) return mapping(reader, indent);
  reader.at++;
  return scalar(text);
}

function list(reader, indent) {
  const items = [];
  for (;;) {
    skipBlank(reader);
    const line = reader.lines[reader.at];
    if (!line || line.indent !== indent || !(line.text === '-' || line.text.startsWith('- '))) return items;
    const rest = line.text.slice(1).trim();
    if (!rest) {
      reader.at++;
      items.push(nested(reader, indent + 1));
    } else if (KEY.test(rest) && !/^["'].*["']$/.test(rest)) {
      // The item is a mapping whose first key stands behind the dash.
      line.indent = indent + line.text.length - rest.length;
      line.text = rest;
      items.push(mapping(reader, line.indent));
    } else {
      reader.at++;
      items.push(value(reader, rest, indent));
    }
  }
}

function mapping(reader, indent) {
  const fields = Object.create(null);
  for (;;) {
    skipBlank(reader);
    const line = reader.lines[reader.at];
    if (!line || line.indent < indent) return fields;
    const found = line.indent === indent ? KEY.exec(line.text) : null;
    reader.at++;
    if (!found) continue; // Deeper or strange: not understood, left out.
    const key = String(scalar(found[1]));
    const rest = withoutTag(withoutComment(found[2] ?? ''));
    fields[key] = rest ? value(reader, rest, indent) : nested(reader, indent);
  }
}

/** What stands below a key or dash; null if nothing does. A list may stand at the indent of its key. */
function nested(reader, indent) {
  skipBlank(reader);
  const line = reader.lines[reader.at];
  if (!line) return null;
  const isList = line.text === '-' || line.text.startsWith('- ');
  return line.indent > indent || (isList && line.indent === indent) ? block(reader, line.indent) : null;
}

function value(reader, text, indent) {
  return /^[|>][+-]?\d?$/.test(text) ? blockScalar(reader, indent) : scalar(text);
}

function blockScalar(reader, indent) {
  const taken = [];
  while (reader.at < reader.lines.length) {
    const line = reader.lines[reader.at];
    if (line.raw.trim() && line.indent <= indent) break;
    taken.push(line.raw.trim());
    reader.at++;
  }
  return taken.join('\n').trimEnd();
}

function withoutComment(text) {
  if (/^["']/.test(text)) return text;
  const hash = text.search(/(^|\s)#/);
  return (hash < 0 ? text : text.slice(0, hash)).trim();
}

const withoutTag = (text) => text.replace(/^![\w:.]*\s*/, '').replace(/^[&][\w-]+\s*/, '');

function scalar(given) {
  const text = withoutTag(withoutComment(given));
  if (text.startsWith('"')) {
    const end = /^"((?:[^"\\]|\\.)*)"/.exec(text);
    return end ? end[1].replace(/\\(.)/g, '$1') : text;
  }
  if (text.startsWith("'")) {
    const end = /^'((?:[^']|'')*)'/.exec(text);
    return end ? end[1].replace(/''/g, "'") : text;
  }
  if (/^\[.*\]$/.test(text)) {
    return text
      .slice(1, -1)
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean)
      .map(scalar);
  }
  return text === '' || text === '~' || text === 'null' ? null : text;
}

module.exports = { parseYaml };
