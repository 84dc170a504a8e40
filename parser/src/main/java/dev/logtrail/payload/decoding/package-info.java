/**
 * One delivery while it is decoded: its limits, the names for what it leaves out, and the sink that
 * takes batches, invocations, rejected records and counts of what was dropped.
 */
package dev.logtrail.payload.decoding;
