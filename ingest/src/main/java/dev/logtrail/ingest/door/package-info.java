/**
 * The doors: how events and log results come in over HTTP, as plain functions that know no server.
 *
 * <pre>
 *  HTTP server            door                                                    next stage
 *  headers, query, body ─► read within the limit ─► decode and count ─► hand over ─► durable
 *                          │ 413, 415               │ 400, 413         │ 503 when full
 *                          └────────────── DeliveryRefusedException ───┴─► nothing was stored
 * </pre>
 *
 * <p>What a door hands over is the body as it came; it is decoded again by the job. A server mounts
 * each {@link dev.logtrail.ingest.door.Door} of {@link dev.logtrail.ingest.door.Doors} at its path
 * and answers a refusal with a problem document. {@link dev.logtrail.ingest.door.Handover} is the
 * edge to the next stage; the answer comes when it says that the delivery is durable, and no thread
 * waits for it; {@code HandoverContract} in the tests says what each one must do.
 */
package dev.logtrail.ingest.door;
