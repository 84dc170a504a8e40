/**
 * CloudWatch Logs subscription payloads, read and written: as Kinesis records, as Lambda gets them,
 * and inside the bodies of Firehose.
 */
package dev.logtrail.payload.subscription;
