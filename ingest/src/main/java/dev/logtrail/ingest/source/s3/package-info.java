/**
 * Objects of S3 as a Flink source: what Firehose, export tasks and people put there.
 *
 * <pre>
 *  S3Enumerator: each place to a reader
 *        │ S3Split
 *        ▼
 *  S3Reader ◄─ S3Record ─ S3SplitReader: BucketReader for each place
 *   ReadObjects                            ObjectLooks     which objects are not read
 *                                          WholeObject     over connections that end early
 *                                          ObjectDecoder   gzip undone, piece by piece
 *                                          ObjectEvents    deliveries of a megabyte
 * </pre>
 */
package dev.logtrail.ingest.source.s3;
