package dev.logtrail.reading.entry;

import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Outcome;

/**
 * An entry, and what it says of its request's end.
 *
 * @param entry what people read
 * @param told ERROR if it is the runtime's own word that the handler failed, INIT_ERROR if that the
 *     function could not be loaded, else null; a handled exception, logged, tells nothing
 */
public record ReadEntry(Entry entry, Outcome told) {}
