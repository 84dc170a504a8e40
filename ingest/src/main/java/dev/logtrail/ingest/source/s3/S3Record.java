package dev.logtrail.ingest.source.s3;

import dev.logtrail.trail.Delivery;

/**
 * What a reader of a place hands on.
 *
 * @param delivery events; null if there are none
 * @param done the object that is read with it; null while it is being read
 * @param beforeMs all that were put there before are read; null if nothing new is known of that
 */
record S3Record(Delivery delivery, S3Object done, Long beforeMs) {
  static S3Record of(Delivery delivery) {
    return new S3Record(delivery, null, null);
  }

  static S3Record done(S3Object object) {
    return new S3Record(null, object, null);
  }

  static S3Record before(long ms) {
    return new S3Record(null, null, ms);
  }
}
