// How lines are shown: times, wrapping, platform lines. Kept in the browser's local storage.

const KEY = 'logtrail.view';
const DEFAULTS = { timeMode: 'relative', wrap: true, platform: false, opensNewest: false };

/** Names of the ways to show times, in the order in which `t` changes them. */
export const TIME_MODES = { relative: 'since START', local: 'local', utc: 'UTC' };

export function savedView() {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY)) };
  } catch {
    return DEFAULTS; // What is stored is not JSON, or storage is blocked.
  }
}

export function saveView(view) {
  localStorage.setItem(KEY, JSON.stringify(view));
}

/** The change of settings to the next time mode. */
export function nextTimeMode(view) {
  const modes = Object.keys(TIME_MODES);
  return { timeMode: modes[(modes.indexOf(view.timeMode) + 1) % modes.length] };
}
