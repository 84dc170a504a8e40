// Looks now and then how many dead letters there are, to lead to them, how what is read by itself is doing, and what is missing.

import { status } from '../lib/api.js';

const STATUS_MS = 30_000;

/** Keeps `deadLetters`, `feeds` and `completeness` of the LogtrailApp; returns how to stop. */
export function watchStatus(app) {
  const look = async () => {
    try {
      const now = await status();
      app.deadLetters = now.deadLetters?.letters;
      app.feeds = now.feeds;
      app.completeness = now.completeness;
      app.requestUpdate();
    } catch {
      // The live tail tells that the server does not answer, or wants a token.
    }
  };
  look();
  const timer = setInterval(() => document.hidden || look(), STATUS_MS);
  return () => clearInterval(timer);
}
