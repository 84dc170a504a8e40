// Copies to the clipboard and says so.

import { offsetOf } from './format.js';

/** Copies text; the promise tells whether it worked. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text); // Clipboards are closed to pages that came over plain HTTP.
  }
}

function copyBySelection(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'offscreen';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

export function permalinkOf(trail, line) {
  const id = trail.requestId.split('/').map(encodeURIComponent).join('/');
  return `${location.origin}/r/${id}${line == null ? '' : `#${line}`}`;
}

/** One entry as text, exception included. */
export function entryText(entry) {
  const parts = [entry.message];
  if (entry.fields && Object.keys(entry.fields).length) parts.push(JSON.stringify(entry.fields));
  for (let x = entry.exception; x; x = x.causes?.[0]) {
    parts.push([x.type, x.message].filter(Boolean).join(': '), ...x.frames.map((f) => `    ${f}`));
  }
  return parts.filter((p, i) => i === 0 || !entry.message.includes(p.trim())).join('\n');
}

/** A request as Markdown, for an issue. */
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
