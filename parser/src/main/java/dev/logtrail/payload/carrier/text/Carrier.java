package dev.logtrail.payload.carrier.text;

import dev.logtrail.payload.carrier.prefix.Prefix;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The tools and pages that events are copied from as text: what each puts before an event, and what
 * a line without that means.
 *
 * <p>Where a carrier marks each event, events keep their bounds: a line without a mark continues
 * the event before it. Blank lines belong to the copy unless an event goes on behind them.
 */
public enum Carrier {
  /**
   * Lines as they are: a stream's own text, a log result, {@code serverless logs} without times.
   */
  PLAIN("nothing", Bare.EVENT),
  /** {@code aws logs tail}. */
  AWS_LOGS_TAIL("a time and a stream", Bare.CONTINUES),
  /** {@code sam logs}. */
  SAM_LOGS("a stream and a time", Bare.CONTINUES),
  /** {@code awslogs get}. */
  AWSLOGS("a group and a stream, or a stream, perhaps with a time", Bare.CONTINUES),
  /** {@code serverless logs}: the columns of the runtime with the time in the local zone. */
  SERVERLESS_LOGS("the local time with its offset in parentheses, and the id", Bare.CONTINUES),
  /**
   * The rows of the CloudWatch console, {@code aws logs tail --format short}, {@code jets logs} and
   * other tools.
   */
  TIME("a time", Bare.CONTINUES),
  /** The rows of the CloudWatch console, cell by cell; expanded rows tell each event twice. */
  CONSOLE("a line that holds only a time", Bare.CONTINUES),
  /** Rows of the console as a table of Markdown. */
  TABLE("pipes and a time", Bare.CONTINUES),
  /** What the console and Logs Insights export: a header of columns, then rows. */
  CSV("the columns that the header names", Bare.CONTINUES),
  /** {@code aws logs … --output text}: events behind tabs. */
  AWS_TEXT("a tab, or EVENTS and the event's columns", Bare.CONTINUES),
  /** The Lambda console's page of a test: headings around the log. */
  LAMBDA_CONSOLE("nothing, below the heading Function Logs", Bare.EVENT),
  /** {@code sam local}: the log of one environment among lines of its own. */
  SAM_LOCAL("nothing", Bare.EVENT),
  /** Something else, the same before each line: an indent, the name of a container. */
  PREFIXED("the same words or blanks", Bare.EVENT);

  /** What a line means that has nothing of the carrier's before it. */
  enum Bare {
    /** It is an event of its own. */
    EVENT,
    /** It belongs to the event before it. */
    CONTINUES
  }

  private final String before;
  private final Bare bare;

  Carrier(String before, Bare bare) {
    this.before = before;
    this.bare = bare;
  }

  /** The name that options take, such as {@code aws-logs-tail}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What stands before each event, in words. */
  public String before() {
    return before;
  }

  /** Whether it marks where each event begins, so that an event of several lines stays whole. */
  public boolean keepsEvents() {
    return bare == Bare.CONTINUES;
  }

  /** The carrier of this label, or null if there is none. */
  public static Carrier labelled(String label) {
    return Arrays.stream(values()).filter(c -> c.label().equals(label)).findFirst().orElse(null);
  }

  /** The carrier that writes such a prefix before its events. */
  static Carrier writing(Prefix prefix) {
    boolean time = prefix.has(Prefix.Kind.TIME);
    if (!prefix.has(Prefix.Kind.STREAM)) {
      return time ? TIME : PREFIXED;
    }
    if (!time || prefix.has(Prefix.Kind.GROUP)) {
      return AWSLOGS;
    }
    return prefix.isBefore(Prefix.Kind.TIME, Prefix.Kind.STREAM) ? AWS_LOGS_TAIL : SAM_LOGS;
  }

  /** All labels, separated by commas. */
  public static String labels() {
    return Arrays.stream(values()).map(Carrier::label).collect(Collectors.joining(", "));
  }
}
