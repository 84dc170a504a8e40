package dev.logtrail.ingest.source.kinesis;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsAccounts;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which streams are read.
 *
 * @param streams their names, or ARNs where they are in another region or account
 * @param from where a stream begins that was never read
 * @param accounts whose they are, and how they are reached
 */
public record KinesisSettings(List<String> streams, StartFrom from, AwsAccounts accounts)
    implements Serializable {
  private static final int REGION_PART = 3;
  private static final int ACCOUNT_PART = 4;
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:kinesis:[a-z0-9-]+:[0-9]{12}:stream/[a-zA-Z0-9_.-]{1,128}");

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if one cannot be that of a stream, or comes twice; the message
   *     says what would be right
   */
  public KinesisSettings {
    streams = List.copyOf(streams);
    for (String stream : streams) {
      if (!NAME.matcher(stream).matches() && !ARN.matcher(stream).matches()) {
        throw new IllegalArgumentException(
            "'"
                + stream
                + "' is no stream; right would be its name or its ARN, such as"
                + " arn:aws:kinesis:eu-west-1:123456789012:stream/logs");
      }
    }
    for (String stream : streams) {
      if (isArn(stream) && !accounts.holds(part(stream, ACCOUNT_PART))) {
        throw new IllegalArgumentException(
            "'%s' is in account %s, and no role is; right would be a role of that account, too"
                .formatted(stream, part(stream, ACCOUNT_PART)));
      }
      if (!isArn(stream) && accounts.isSeveral()) {
        throw new IllegalArgumentException(
            "'"
                + stream
                + "' does not say in which account it is, and there are roles of several; right"
                + " would be its ARN, such as"
                + " arn:aws:kinesis:eu-west-1:123456789012:stream/logs");
      }
    }
    if (streams.stream().distinct().count() < streams.size()) {
      throw new IllegalArgumentException("a stream is named twice: " + streams);
    }
  }

  /** Streams of one account, or of that whose role {@code access} names. */
  public KinesisSettings(List<String> streams, StartFrom from, AwsAccess access) {
    this(streams, from, AwsAccounts.of(access));
  }

  /** How the stream is reached: an ARN names its region and its account. */
  AwsAccess access(String stream) {
    return isArn(stream)
        ? accounts.of(part(stream, ACCOUNT_PART)).in(part(stream, REGION_PART))
        : accounts.access();
  }

  static boolean isArn(String stream) {
    return stream.startsWith("arn:");
  }

  /** A part of an ARN, from 0. */
  static String part(String arn, int index) {
    return arn.split(":", 6)[index];
  }
}
