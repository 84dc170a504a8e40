/**
 * A simulated AWS Lambda that writes log streams exactly as the real one does, and knows of every
 * event whose it is.
 *
 * <p>Nothing here reads a clock, does I/O or draws unseeded chance: times and {@link
 * java.util.Random} are arguments, so the same arguments give the same bytes.
 *
 * <pre>
 * Script ─► Story ─► LambdaEnvironment ─► Written ─► LogAgent ─► LabelledBatch
 * (what a       (plays it, with an   (one line,     (PutLogEvents:
 *  function      Accident, in the     with its       ids, ingestion
 *  would say)    shape of a           true owner)    time)
 *                LambdaRuntime)
 * </pre>
 */
package dev.logtrail.demo.lambda;
