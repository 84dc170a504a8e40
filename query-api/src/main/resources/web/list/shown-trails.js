// What the list shows of the loaded trails, and the headings of days between them: worked out anew only when something changed.

import { dateOf } from '../lib/format.js';
import { timeoutsOf } from './time-left.js';

/** A trail's time to the minute as text, or nothing: trails of one minute are of one day. */
const minuteOf = (at) => at?.slice(0, 16);

/** The trails with a heading, {day, at}, before the first of each day. */
function withDays(trails, utc) {
  const items = [];
  let day = null;
  let minute = null;
  for (const trail of trails) {
    const at = trail.startedAt ?? trail.lastEventAt;
    if (day == null || minuteOf(at) !== minute) {
      const next = at ? dateOf(at, utc) : 'No time';
      if (next !== day) items.push({ day: next, at });
      day = next;
      minute = minuteOf(at);
    }
    items.push(trail);
  }
  return items;
}

export class ShownTrails {
  /** `trails`: LoadedTrails; `hidden`: the HeldRows of them. */
  constructor(trails, hidden) {
    this.trails = trails;
    this.hidden = hidden;
  }

  /** In their order; the same array until another is shown. */
  list() {
    const version = `${this.trails.version} ${this.hidden.version}`;
    if (version !== this.version) {
      this.version = version;
      this.shown = this.hidden.isEmpty ? [...this.trails.list()] : this.trails.list().filter((t) => this.hidden.isShown(t));
      this.items = null;
    }
    return this.shown;
  }

  /** Timeouts in ms by function, as far as they are known; `functions`: as the server lists them. */
  timeouts(functions) {
    const shown = this.list();
    if (this.timeoutsOf !== shown || this.functions !== functions) {
      this.timeoutsOf = shown;
      this.functions = functions;
      this.known = timeoutsOf(functions, shown);
    }
    return this.known;
  }

  /** What is shown with a heading, {day, at}, before the first of each day. */
  withDays(utc) {
    const shown = this.list();
    if (!this.items || this.utc !== utc) {
      this.utc = utc;
      this.items = withDays(shown, utc);
    }
    return this.items;
  }
}
