package dev.logtrail.cli.input;

import dev.logtrail.trail.LogStream;
import picocli.CommandLine.Option;

/** Names for what an input does not tell itself: the options that split and replay share. */
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
      description = "AWS account of events that tell none (default: as the server's, 000000000000)")
  private String account;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description =
          "AWS region of events that tell none, as payloads do (default: as the server's, us-east-1)")
  private String region;

  /**
   * What is told, for one input.
   *
   * @param inputName names the log stream if nothing else does
   * @return empty text where nothing is known
   */
  public LogStream told(String inputName) {
    return new LogStream(
        told(account, ""), told(region, ""), told(logGroup, ""), told(logStream, inputName));
  }

  /** The same, with account and region that are never empty: as a server has without settings. */
  public LogStream toldOrDefault(String inputName) {
    LogStream told = told(inputName);
    return new LogStream(
        told(told.account(), "000000000000"),
        told(told.region(), "us-east-1"),
        told.logGroup(),
        told.logStream());
  }

  private static String told(String value, String otherwise) {
    return value == null || value.isBlank() ? otherwise : value;
  }
}
