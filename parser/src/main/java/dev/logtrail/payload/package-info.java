/**
 * From a delivery's bytes to events: finds out what they are and hands them to a decoder.
 *
 * <pre>
 *   bytes ──► PayloadDecoder ──► PieceDecoder ──Shape──┬─► subscription   subscription payloads, Firehose
 *             (a delivery)       (piece by piece)      ├─► carrier        Logs API's JSON, plain text
 *                                   │                  └─► invocation     posted log results
 *                                 bytes: gunzip, JSON documents                │
 *                                                                              ▼
 *   DecodedSink ◄── LogBatch, Invocation, Rejected, dropped ◄────── decoding.Decoding
 * </pre>
 */
package dev.logtrail.payload;
