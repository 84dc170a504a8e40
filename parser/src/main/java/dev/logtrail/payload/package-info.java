/**
 * From bytes to events: subscription payloads, Firehose bodies, the Logs API's JSON, invocations,
 * plain text.
 */
package dev.logtrail.payload;
