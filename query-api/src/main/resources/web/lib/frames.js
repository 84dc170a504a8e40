// When the page is drawn anew: at most once a frame, however much changes, and less often where drawing takes long.

const QUIET_MS = 50; // After so long without an update the next one waits for no frame, only for its turn.
const LONG_MS = 12; // An update that took longer is followed by a pause,
const PAUSES = 2; // so many times as long as it took,
const LONGEST_MS = 250; // and at most this. A tab that is not seen has no frames either, and is updated as often.
const MANY = 32; // So many arrivals
const SHORT_MS = 500; // in so long a time are more than anybody reads one by one:
const TOGETHER_MS = 100; // they are drawn this often.

export class Frames {
  constructor() {
    this.updatedAt = -Infinity;
    this.pauseMs = 0;
    this.isFirst = true;
    this.arrivedAt = []; // The last of them, in a ring.
    this.arrivals = 0;
    this.later = null;
  }

  /** Something came by itself: `draw()` is called at once, or where much comes, once for all that came meanwhile. */
  arrived(draw) {
    const now = performance.now();
    const place = this.arrivals++ % MANY;
    const isMuch = now - (this.arrivedAt[place] ?? -Infinity) < SHORT_MS;
    this.arrivedAt[place] = now;
    const dueMs = isMuch ? this.updatedAt + TOGETHER_MS - now : 0;
    if (dueMs > 0) this.later ??= setTimeout(draw, dueMs);
    else draw();
  }

  /** Resolves when the next update is due, which has to follow at once. */
  async next() {
    const quietMs = performance.now() - this.updatedAt;
    if (quietMs < this.pauseMs) await new Promise((done) => setTimeout(done, this.pauseMs - quietMs));
    await new Promise((done) => {
      if (quietMs < QUIET_MS) requestAnimationFrame(done);
      setTimeout(done, quietMs < QUIET_MS ? LONGEST_MS : 0);
    });
    clearTimeout(this.later);
    this.later = null;
    this.updatedAt = performance.now();
    setTimeout(() => this.onDrawn());
  }

  onDrawn() {
    const now = performance.now();
    const tookMs = now - this.updatedAt;
    // The first one makes what the others use: how long it took does not tell how long they take.
    this.pauseMs = tookMs > LONG_MS && !this.isFirst ? Math.min(PAUSES * tookMs, LONGEST_MS) : 0;
    this.isFirst = false;
    this.updatedAt = now;
  }
}
