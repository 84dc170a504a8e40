// When the requests of a trace ran.

/** Those of `trails` that are requests: what an environment wrote by itself is none. */
export const requestsOf = (trails) => trails.filter((t) => t.requestId != null);

/** When a request ran, {from, to} in epoch ms; null if no time of it is known. */
export function spanOf(t) {
  const from = Date.parse(t.startedAt ?? t.lastEventAt ?? '');
  if (Number.isNaN(from)) return null;
  const ms = t.report?.durationMs;
  const end = Date.parse(t.endedAt ?? t.lastEventAt ?? '');
  return { from, to: Math.max(from, ms != null ? from + ms : end || from) };
}

/** From the first init or start to the last end, {from, to}; null if no time is known. */
export function wholeSpanOf(requests) {
  const spans = requests.map((t) => [spanOf(t), t.report?.initDurationMs ?? t.report?.restoreDurationMs ?? 0]).filter(([span]) => span);
  if (!spans.length) return null;
  return { from: Math.min(...spans.map(([s, init]) => s.from - init)), to: Math.max(...spans.map(([s]) => s.to)) };
}

/** A duration without needless digits: 0.4 ms, 352 ms, 1.84 s, 2.5 min. */
export function roundDurationOf(ms) {
  if (ms < 10) return `${+ms.toFixed(1)} ms`;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return ms < 120_000 ? `${+(ms / 1_000).toPrecision(3)} s` : `${+(ms / 60_000).toFixed(1)} min`;
}
