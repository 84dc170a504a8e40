package dev.logtrail.ingest.source.cloudwatch;

import dev.logtrail.trail.LogStream;

/**
 * A log group.
 *
 * @param account the account that owns it
 * @param region the region that it is in
 * @param name its name
 */
record LogGroup(String account, String region, String name) {
  /** Under which positions and splits know it. */
  String key() {
    return account + ":" + region + ":" + name;
  }

  /** A stream of it. */
  LogStream stream(String streamName) {
    return new LogStream(account, region, name, streamName);
  }
}
