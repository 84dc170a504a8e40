// What the status bar says: whether Logtrail is live, how far it lags, how many requests have failed.

'use strict';

const SHOWN_MS = 5_000; // A lag above this is shown: logs that are asked for come later than logs that are sent.
const BEHIND_MS = 60_000; // A lag above this is a warning, as it is to the server.
const QUIET_MS = 120_000; // A source that had no event for so long has no lag to speak of.

/** The lag of the source that is furthest behind, in ms; null where none has had an event of late. */
function lagOf(status) {
  const now = Date.parse(status.at);
  const lags = (status.sources ?? [])
    .filter((s) => s.lagMs != null && s.lastEventAt && now - Date.parse(s.lastEventAt) < QUIET_MS + s.lagMs)
    .map((s) => s.lagMs);
  for (const feed of status.feeds ?? []) if (feed.lagMs != null) lags.push(feed.lagMs);
  return lags.length ? Math.max(...lags) : null;
}

/** What does not work at the moment, in words; an empty list if all does. */
function troubles(status) {
  const found = [];
  if (status.job?.problem) found.push(`job: ${status.job.problem}`);
  for (const s of status.sources ?? []) if (s.problem) found.push(`${s.source}: ${s.problem}`);
  for (const feed of status.feeds ?? []) if (feed.nextTryAt && feed.lastError) found.push(`${feed.name}: ${feed.lastError}`);
  return found;
}

/**
 * Text, tooltip and severity (null, 'warning') of the status bar. Failed requests are counted, not coloured: functions fail every day,
 * and a bar that is always red tells nothing.
 *
 * @param seen {problem} if the server could not be asked, else {status, errors}
 * @param minutes over which errors are counted
 * @param functionName whose; null for all
 */
function statusText(seen, minutes, functionName) {
  const about = functionName ?? 'all functions';
  if (seen.problem) return { text: '$(debug-disconnect) Logtrail', tooltip: seen.problem.message, severity: 'warning' };
  const { status, errors } = seen;
  const lag = lagOf(status);
  const wrong = troubles(status);
  const isBehind = lag != null && lag > BEHIND_MS;
  const parts = [wrong.length ? '$(warning)' : '$(pulse)', functionName ?? 'Logtrail'];
  if (lag != null && lag > SHOWN_MS) parts.push(`lag ${seconds(lag)}`);
  if (errors) parts.push(`$(error) ${errors}`);
  const lines = [
    wrong.length ? wrong.join('\n') : 'live',
    lag == null ? 'no events of late' : `lag ${seconds(lag)}`,
    `${errors} failed ${errors === 1 ? 'request' : 'requests'} of ${about} in the last ${minutes} min`,
  ];
  return { text: parts.join(' '), tooltip: lines.join('\n'), severity: isBehind || wrong.length ? 'warning' : null };
}

const seconds = (ms) => (ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`);

module.exports = { statusText, lagOf };
