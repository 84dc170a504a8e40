package dev.logtrail.store.postgres.segment;

/**
 * A segment as it is stored.
 *
 * @param data see {@link SegmentCodec}
 * @param eventCount how many events
 * @param rawBytes their messages' text, UTF-8 bytes
 */
record EncodedSegment(byte[] data, int eventCount, int rawBytes) {}
