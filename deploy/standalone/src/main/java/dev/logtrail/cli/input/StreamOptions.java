package dev.logtrail.cli.input;

import dev.logtrail.trail.LogStream;
import picocli.CommandLine.Option;

/** Names for events that name none themselves: the options that split and replay share. */
public final class StreamOptions {
  @Option(
      names = "--log-group",
      paramLabel = "NAME",
      description = "log group of events that name none, such as /aws/lambda/orders")
  private String logGroup;

  @Option(
      names = "--log-stream",
      paramLabel = "NAME",
      description = "log stream of events that name none (default: the file's name)")
  private String logStream;

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "AWS account of events that name none (default: as the server's, 000000000000)")
  private String account;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description =
          "AWS region of events that name none, as payloads do (default: as the server's, us-east-1)")
  private String region;

  /**
   * The stream of one input, as far as it was given.
   *
   * @param inputName names the log stream if nothing else does
   * @return empty text where nothing is known
   */
  public LogStream stream(String inputName) {
    return new LogStream(
        firstNonBlank(account, ""),
        firstNonBlank(region, ""),
        firstNonBlank(logGroup, ""),
        firstNonBlank(logStream, inputName));
  }

  /** The same, with the account and region that a server has by default where none was given. */
  public LogStream streamOrDefault(String inputName) {
    LogStream given = stream(inputName);
    return new LogStream(
        firstNonBlank(given.account(), "000000000000"),
        firstNonBlank(given.region(), "us-east-1"),
        given.logGroup(),
        given.logStream());
  }

  private static String firstNonBlank(String value, String otherwise) {
    return value == null || value.isBlank() ? otherwise : value;
  }
}
