package dev.logtrail.trail;

import java.util.Objects;

/**
 * One CloudWatch log stream, that is: one execution environment. Event ids and order live here.
 *
 * @param account the 12-digit account that owns the log data (any non-blank text is taken: control
 *     messages and emulators use words)
 * @param region the AWS region, such as {@code eu-west-1}; payloads do not carry it, the way in
 *     does
 * @param logGroup the log group, such as {@code /aws/lambda/orders}
 * @param logStream the stream's name, such as {@code 2026/11/20/[$LATEST]0123…}
 */
public record LogStream(String account, String region, String logGroup, String logStream) {

  public LogStream {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(logGroup, "logGroup");
    Objects.requireNonNull(logStream, "logStream");
  }

  /** By hand, as {@link #hashCode}: a key of maps that each event goes through. */
  @Override
  public boolean equals(Object other) {
    return other == this
        || other instanceof LogStream s
            && logStream.equals(s.logStream)
            && logGroup.equals(s.logGroup)
            && account.equals(s.account)
            && region.equals(s.region);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * logStream.hashCode() + logGroup.hashCode()) + account.hashCode();
  }

  /**
   * The function's name, from the stream's name (custom groups) or the group's; see {@link
   * StreamName}.
   */
  public String functionName() {
    return StreamName.functionName(logGroup, logStream);
  }

  /**
   * The version in brackets in the stream's name ({@code $LATEST} or a number), or null if it has
   * none.
   */
  public String functionVersion() {
    return StreamName.functionVersion(logStream);
  }
}
