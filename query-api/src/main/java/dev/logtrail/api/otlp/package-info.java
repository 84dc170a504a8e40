/**
 * Hands trails to a receiver of OpenTelemetry's OTLP over HTTP, as they are closed.
 *
 * <pre>
 *  change feed ─► ExportQueue (which trails are next) ─► OtlpBatch (what of them is new)
 *                      ▲                                      │ pieces, in requests of limited size
 *                      │ position, lines sent                 ▼
 *                 ExportState ◄──── all was taken ◄──── OtlpClient ─► POST /v1/traces, /v1/logs
 * </pre>
 *
 * <p>At least once: what was sent is noted after the receiver has taken a whole batch. Ids of spans
 * and lines follow from the trail, so that a batch sent again brings the same ones.
 */
package dev.logtrail.api.otlp;
