// A trail as text to copy: its permalink, one entry, all of it as Markdown.

import { offsetOf } from '../lib/format.js';

/** The address of a trail's own page; `line` marks one of its entries, counted from 0. */
export function permalinkOf(trail, line) {
  const id = trail.requestId.split('/').map(encodeURIComponent).join('/');
  return `${location.origin}/r/${id}${line == null ? '' : `#${line}`}`;
}

/** One entry as text, with its fields and its exception where the message does not hold them already. */
export function entryText(entry) {
  const parts = [entry.message];
  if (entry.fields && Object.keys(entry.fields).length) parts.push(JSON.stringify(entry.fields));
  for (let x = entry.exception; x; x = x.causes?.[0]) {
    parts.push([x.type, x.message].filter(Boolean).join(': '), ...x.frames.map((f) => `    ${f}`));
  }
  return parts.filter((p, i) => i === 0 || !entry.message.includes(p.trim())).join('\n');
}

/** A trail as Markdown, to paste into an issue. */
export function markdownOf(trail) {
  const figures = trail.report?.durationMs == null ? '' : `, ${trail.report.durationMs} ms`;
  const lines = (trail.entries ?? []).map((e) => {
    const at = e.timestamp && trail.startedAt ? offsetOf(e.timestamp, trail.startedAt) : '';
    return `${at.padStart(10)} ${(e.level ?? '').padEnd(5)} ${entryText(e).replaceAll('\n', '\n                 ')}`;
  });
  return [
    `**${trail.functionName}** \`${trail.requestId}\` — ${trail.outcome}${figures}`,
    `${trail.startedAt ?? ''} · [trail](${permalinkOf(trail)})`,
    '',
    '````text',
    ...lines,
    '````',
    '',
  ].join('\n');
}
