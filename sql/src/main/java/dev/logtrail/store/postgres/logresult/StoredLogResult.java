package dev.logtrail.store.postgres.logresult;

import dev.logtrail.trail.Invocation;

/**
 * A log result as it is stored.
 *
 * @param functionId the number of its function
 * @param invocation what it tells
 * @param cameAt epoch ms when it was invoked, else when it first came
 * @param unsettled whether its trail is still to be derived with it
 */
public record StoredLogResult(
    int functionId, Invocation invocation, long cameAt, boolean unsettled) {}
