/**
 * A simulated AWS Lambda that writes log streams exactly as the real one does, and labels every
 * event with the request it truly belongs to.
 *
 * <p>Nothing here reads a clock, does I/O or uses unseeded randomness: times and {@link
 * java.util.Random} are arguments, so the same arguments give the same bytes.
 *
 * <pre>
 * FunctionScript ─► RequestScript ─► LambdaEnvironment ─► WrittenEvent ─► LogAgent ─► LabelledBatch
 *  (what code        (one request)    (runs it, with a      (one event,     (PutLogEvents: ids,
 *   logs)                              FailureKind, in the   with its        ingestion time)
 *                                      shape of a            true owner)
 *                                      LambdaRuntime)
 * </pre>
 */
package dev.logtrail.demo.lambda;
