package dev.logtrail.api.access;

import java.time.Instant;

/**
 * One line of the access log. It holds no secret: of the address it has the path alone, since a
 * query may hold what somebody searches for, and a token by its name.
 *
 * @param at when the request came
 * @param remote the address it came from
 * @param token the name of its token; null if it needed or had none
 * @param method such as {@code GET}
 * @param path as it was sent, without the query
 * @param status of the answer
 * @param bytes of the answer's body, as they were sent
 * @param ms from the request to the end of its answer
 */
public record AccessLine(
    Instant at,
    String remote,
    String token,
    String method,
    String path,
    int status,
    long bytes,
    long ms) {}
