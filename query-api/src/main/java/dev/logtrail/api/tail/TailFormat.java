package dev.logtrail.api.tail;

/** How the data of live tail events is written. */
enum TailFormat {
  /** The trail as JSON. */
  JSON,
  /** The readable form. */
  TEXT,
  /** The readable form in ANSI colours. */
  COLOUR
}
