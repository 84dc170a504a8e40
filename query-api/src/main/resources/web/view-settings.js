// How a person likes to see lines; kept by the browser.

const KEY = 'logtrail.view';
const DEFAULTS = { timeMode: 'relative', wrap: true, platform: false };

/** What times are shown as, by mode, in the order in which they change. */
export const TIME_MODES = { relative: 'since START', local: 'local', utc: 'UTC' };

export function savedView() {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY)) };
  } catch {
    return DEFAULTS; // Spoilt settings are no settings.
  }
}

export function saveView(view) {
  localStorage.setItem(KEY, JSON.stringify(view));
}

/** The change that shows the next time mode. */
export function nextTimeMode(view) {
  const modes = Object.keys(TIME_MODES);
  return { timeMode: modes[(modes.indexOf(view.timeMode) + 1) % modes.length] };
}
