/**
 * The HTTP server: routes, access and metrics of the API, the live tail, the ingest doors and the
 * page. {@link dev.logtrail.api.ApiServer} wires; what it answers with stands in the packages
 * below.
 *
 * <p>One question's walk, {@code GET /api/v1/trails/{requestId}}:
 *
 * <pre>
 *  HTTP request
 *    ▼
 *  Access            token, Host, Origin; sets the headers that bind browsers     (api)
 *    ▼
 *  TrailHandlers     reads path, query and Accept                                (api.trails)
 *    ▼
 *  TrailLoader       asks the store, reads entries from events, merges the log   (api.load)
 *    │               result, ranks attempts           ── TrailReader ──► PostgreSQL
 *    ▼
 *  TrailEntityTag    304 if the client has this version already                  (api.trails)
 *    ▼
 *  TrailBodyWriter   JSON by TrailJson and EntryJson, or text by TrailText       (api.render)
 *    ▼
 *  HTTP response     whatever was thrown on the way: FaultAnswers makes it a
 *                    problem document (RFC 9457)                                 (api.http)
 * </pre>
 *
 * <p>What is posted to an ingest door is taken before the routes, by {@code DoorHandler}, with the
 * same checks, metrics and problems.
 *
 * <p>Packages know each other in one direction: {@code api} ─► {@code trails}, {@code tail}, {@code
 * stats}, {@code status}, {@code page} ─► {@code load} ─► {@code http} ─► {@code render}.
 */
package dev.logtrail.api;
