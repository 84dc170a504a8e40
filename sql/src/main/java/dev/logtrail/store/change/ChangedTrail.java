package dev.logtrail.store.change;

import java.time.LocalDate;

/**
 * One touched trail.
 *
 * @param trailId its id
 * @param day its partition
 * @param account whose it is; null in a change that an earlier version stored
 * @param logGroup where its stream lies; empty if only a log result came, null as the account
 * @param functionName the function
 * @param requestId null for an environment trail
 * @param deleted whether it is gone: its last event went elsewhere, or it stood for a log result
 *     alone and a trail has come
 */
public record ChangedTrail(
    long trailId,
    LocalDate day,
    String account,
    String logGroup,
    String functionName,
    String requestId,
    boolean deleted) {}
