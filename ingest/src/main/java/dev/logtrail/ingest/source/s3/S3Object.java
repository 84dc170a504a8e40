package dev.logtrail.ingest.source.s3;

import java.nio.charset.StandardCharsets;

/**
 * An object of a bucket, as it is listed.
 *
 * @param key its key
 * @param etag which version of its content it is; null if not told
 * @param bytes its length
 * @param modifiedMs when it was put there, epoch ms
 */
record S3Object(String key, String etag, long bytes, long modifiedMs) {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  /** A number that stands for it: another one where its content is another one. */
  long hash() {
    long hash = OFFSET;
    for (byte b : (key + "\n" + etag).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ b) * PRIME;
    }
    return hash ^ hash >>> 29;
  }
}
