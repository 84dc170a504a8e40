package dev.logtrail.reading.entry;

import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Outcome;

/**
 * An entry, and the failure of the request that a runtime reports in it.
 *
 * @param entry what people read
 * @param runtimeFailure ERROR if the runtime itself reports that the handler failed, INIT_ERROR if
 *     it reports that the function could not be loaded, else null; an exception that the function
 *     caught and logged is no failure
 */
public record ReadEntry(Entry entry, Outcome runtimeFailure) {}
