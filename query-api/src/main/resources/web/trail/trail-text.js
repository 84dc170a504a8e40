// A trail as text to copy: its permalink, one entry, all of it as Markdown.

import { decoded } from '../lib/address.js';
import { pathOf } from '../lib/api.js';
import { offsetOf } from '../lib/format.js';

/**
 * The address of a trail's own page; `entry` marks one of its entries, by its first event, which stays the same when
 * others come late. A line of a log result has no event: it is named by its number, `line` counted from 0.
 */
export function permalinkOf(trail, entry, line) {
  const address = `${location.origin}/r/${pathOf(trail.requestId)}`;
  if (!entry) return address;
  const event = entry.eventIds?.[0];
  return event ? `${address}#event=${encodeURIComponent(event)}` : `${address}#line=${line + 1}`;
}

/** The path of the API for all attempts of a trail's request. */
export const apiPathOf = (trail) => `/api/v1/trails/${pathOf(trail.requestId)}`;

/** What the address of a trail's page marks: {event} or {line}, counted from 0; null if nothing. */
export function markOf(hash) {
  const [, name, value] = /^#(?:(event|line)=)?(.+)$/.exec(hash) ?? [];
  if (!value) return null;
  if (name === 'event') return { event: decoded(value) };
  if (!/^\d+$/.test(value)) return null;
  // Without a name, as links were made before: counted from 0.
  return { line: name ? Number(value) - 1 : Number(value) };
}

/** The index of the marked entry; -1 if it is not there. */
export function markedIndex(entries, mark) {
  if (!mark) return -1;
  if (mark.event == null) return mark.line < entries.length ? mark.line : -1;
  return entries.findIndex((e) => e.eventIds?.includes(mark.event));
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
