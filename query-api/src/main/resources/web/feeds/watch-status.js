// Looks now and then how many dead letters there are, to lead to them, and how what is read by itself is doing.

import { status } from '../lib/api.js';

const STATUS_MS = 30_000;

/** Keeps `deadLetters` and `feeds` of the LogtrailApp; returns how to stop. */
export function watchStatus(app) {
  const look = async () => {
    try {
      const now = await status();
      app.deadLetters = now.deadLetters?.letters;
      app.feeds = now.feeds;
      app.requestUpdate();
    } catch {
      // The live tail tells that the server does not answer, or wants a token.
    }
  };
  look();
  const timer = setInterval(() => document.hidden || look(), STATUS_MS);
  return () => clearInterval(timer);
}
