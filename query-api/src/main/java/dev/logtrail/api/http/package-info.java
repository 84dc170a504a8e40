/**
 * What every route shares of HTTP: query parameters with their types, the forms of answers, entity
 * tags, and problem documents (RFC 9457) for all that goes wrong.
 *
 * <p>A handler that cannot answer throws a {@link dev.logtrail.api.http.ProblemException}; {@link
 * dev.logtrail.api.http.FaultAnswers} turns it, and any other exception, into the answer.
 */
package dev.logtrail.api.http;
