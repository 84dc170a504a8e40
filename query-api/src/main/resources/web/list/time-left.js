// How long requests that run have left, where the timeout of their function is known: the server was told it, or a request
// that is in the list ran into it.

const TIMED_OUT = /Task timed out after (\d+(?:\.\d+)?) seconds/;

/** Timeouts in ms by function. `functions`: as the server lists them; `trails`: those in the list. */
export function timeoutsOf(functions, trails) {
  const known = new Map();
  for (const t of trails) {
    const [, seconds] = t.outcome === 'timeout' ? (TIMED_OUT.exec(t.preview?.text ?? '') ?? []) : [];
    if (seconds && !known.has(t.functionName)) known.set(t.functionName, 1_000 * seconds); // The newest one: it may have been changed.
  }
  for (const f of functions) if (f.timeoutMs != null) known.set(f.functionName, f.timeoutMs);
  return known;
}

/** The time that a running request has left of `timeoutMs`, in ms; null if that is not known, or it should have ended. */
export function leftMs(trail, timeoutMs, now = Date.now()) {
  if (timeoutMs == null || trail.state !== 'open' || !trail.startedAt) return null;
  const left = Date.parse(trail.startedAt) + timeoutMs - now;
  return left > 0 ? left : null;
}
