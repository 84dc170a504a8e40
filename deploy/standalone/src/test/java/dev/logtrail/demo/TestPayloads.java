package dev.logtrail.demo;

import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.util.List;

/** The fleet's payloads, for tests of other packages. */
public final class TestPayloads {
  private TestPayloads() {}

  /** A subscription payload of one stream: JSON in gzip. */
  public static byte[] subscription(LogStream stream, List<LogEvent> events) {
    return SubscriptionPayloads.data(stream, events);
  }

  /** Where it is posted; a payload names no region. */
  public static String path(LogStream stream) {
    return SubscriptionPayloads.path(stream.account(), stream.region());
  }
}
