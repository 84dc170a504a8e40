// Whether the page follows what comes, and how that goes: the state of the live tail, and since when it is lost.

import { LiveTail } from './live-tail.js';

const MAX_LAG_S = 3_600; // Older events are replayed ones, and do not tell how late lines arrive.

export class Connection {
  /** `onEvent(name, data)` for each event of the live tail, `onState(state)` after each change of its state. */
  constructor(onEvent, onState) {
    this.onEvent = onEvent;
    this.onState = onState;
    this.isLive = true;
    this.state = { state: 'connecting', lagS: null, stalled: null };
    this.lost = null; // While there is none: {since, reason, nextTryAt}, times in epoch ms.
  }

  /** Follows what these parameters of the live tail mean, if anything is followed. */
  open(params) {
    this.tail?.close();
    this.lost = null;
    if (this.isLive) {
      this.tail = new LiveTail(
        params,
        (name, data) => this.take(name, data),
        (state) => this.change(state),
      );
    } else {
      this.tail = { close() {} };
      this.state = { state: 'off', lagS: null, stalled: null };
    }
  }

  take(name, data) {
    this.state.stalled = name === 'stalled' ? data.reason : null;
    this.onEvent(name, data);
  }

  change(state) {
    Object.assign(this.state, { reason: null, stalled: null }, state);
    if (state.state === 'live') this.lost = null;
    else if (state.state === 'waiting') this.lost = { since: this.lost?.since ?? Date.now(), reason: state.reason, nextTryAt: Date.now() + state.retryMs };
    this.onState(state);
  }

  /** Notes how late a trail came. */
  noteLag({ lastEventAt, startedAt }) {
    const lagS = (Date.now() - Date.parse(lastEventAt ?? startedAt)) / 1000;
    if (lagS < MAX_LAG_S) this.state.lagS = Math.max(0, lagS);
  }

  /** Asks the server at once, without waiting for the next try. */
  tryNow() {
    this.tail?.tryNow();
  }
}
