package dev.logtrail.cli.plan;

/** How log events come from AWS. */
public enum Via {
  /** Read from the CloudWatch Logs API. */
  api("log-groups"),
  /** Sent to a Kinesis stream, and read from there. */
  kinesis("kinesis"),
  /** Posted by Firehose. */
  firehose("firehose");

  /** The name of its template. */
  final String template;

  Via(String template) {
    this.template = template;
  }
}
