package dev.logtrail.payload.carrier.text;

import dev.logtrail.limit.FileLimits;
import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.carrier.around.FlattenedStack;
import dev.logtrail.payload.carrier.around.Surroundings;
import dev.logtrail.payload.carrier.around.TerminalColours;
import dev.logtrail.payload.carrier.around.WrappedLines;
import dev.logtrail.payload.decoding.Decoding;
import dev.logtrail.payload.decoding.EventLists;
import dev.logtrail.trail.LogStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A text with log events in it, as a tool printed it or somebody copied it: finds out from its
 * first lines which {@link Carrier} it was, and reads all of it as that one.
 */
public final class CarriedText {
  /** The reason of what is left out: headings, buttons and notices of a page or tool. */
  private static final String LEFT_OUT = "carrier_line";

  /** The reason of a line that is left out although it names a request. */
  public static final String LEFT_OUT_REQUEST = "carrier_line_with_request";

  private final Decoding decoding;
  private final LogStream defaults;
  private final OpenEvent event;
  private final Carrier told;
  private final List<String> first = new ArrayList<>();
  private long firstChars;
  private Head.Choice choice;
  private LineReader reader;
  private Surroundings around;

  /** Null if no window broke the lines. */
  private WrappedLines wrapped;

  private boolean coloured;

  /**
   * @param told which carrier it is; null to find out
   */
  public CarriedText(Decoding decoding, EventLists events, Carrier told) {
    this.decoding = decoding;
    this.defaults = decoding.defaults();
    this.event = new OpenEvent(defaults, decoding.limits().eventBytes(), target(decoding, events));
    this.told = told;
  }

  private static OpenEvent.Target target(Decoding decoding, EventLists events) {
    return new OpenEvent.Target() {
      @Override
      public void event(LogStream of, long at, String message) {
        events.add(of, at, FlattenedStack.restored(message));
      }

      @Override
      public void leftOut(long lines) {
        decoding.dropped(LEFT_OUT, lines);
      }
    };
  }

  /** What the text was taken for; null if there was none. */
  public Carrier carrier() {
    return choice == null ? null : choice.carrier();
  }

  /** Reads whole lines. */
  public void lines(Bytes in) {
    int start = 0;
    while (start < in.length()) {
      int nl = in.indexOf('\n', start);
      int end = nl < 0 ? in.length() : nl;
      Bytes line = in.slice(start, end > start && in.at(end - 1) == '\r' ? end - 1 : end);
      line(line.text());
      start = end + 1;
    }
  }

  /** Reads lines that stand between records in JSON: events without anything before them. */
  public void between(Bytes in) {
    if (reader == null) {
      reader = new BareLines(event);
      choice = new Head.Choice(Carrier.PLAIN, null, "");
    }
    lines(in);
  }

  /** Lines that follow take this stream and time, if they have none of their own. */
  public void follow(LogStream lastStream, long lastTime) {
    event.follow(lastStream, lastTime);
  }

  /** An event that is no line comes next. */
  public void close() {
    event.close();
  }

  /** There is no more text. */
  public void end() {
    if (reader == null && !first.isEmpty()) {
      choose();
    }
    if (reader != null) {
      String rest = wrapped == null ? null : wrapped.end();
      if (rest != null) {
        read(rest);
      }
      reader.end();
    }
    event.end();
  }

  private void line(String line) {
    if (reader != null) {
      String plain = coloured ? TerminalColours.without(line) : line;
      String whole = wrapped == null ? plain : wrapped.add(plain);
      if (whole != null) {
        read(whole);
      }
      return;
    }
    first.add(line);
    firstChars += line.length();
    if (first.size() >= FileLimits.CARRIER_LINES || firstChars >= FileLimits.CARRIER_CHARS) {
      choose();
    }
  }

  private void choose() {
    coloured = first.stream().filter(TerminalColours::begin).count() * 2 > first.size();
    if (coloured) {
      first.replaceAll(TerminalColours::without);
    }
    wrapped = WrappedLines.of(first);
    if (wrapped != null) {
      List<String> joined = WrappedLines.joined(wrapped, first);
      first.clear();
      first.addAll(joined);
    }
    around = Surroundings.of(first);
    List<String> head = first.stream().map(around::log).filter(Objects::nonNull).toList();
    around.restart();
    choice = Head.choose(head, told);
    reader = reader(choice, event);
    boolean pages = choice.carrier() == Carrier.CONSOLE || choice.carrier() == Carrier.TIME;
    event.twice(pages && standTwice(head));
    first.forEach(this::read);
    first.clear();
  }

  /** Whether most events of the first lines stand there as a row and as its cell. */
  private boolean standTwice(List<String> head) {
    int[] counts = new int[2];
    OpenEvent counted =
        new OpenEvent(
            defaults,
            FileLimits.CARRIER_CHARS,
            (of, at, message) -> counts[Repeated.isTwice(message) ? 1 : 0]++);
    LineReader counting = reader(choice, counted);
    head.forEach(counting::line);
    counting.end();
    counted.close();
    return counts[1] > counts[0];
  }

  private void read(String line) {
    String log = around == null ? line : around.log(line);
    if (log == null) {
      if (Surroundings.isMark(line)) {
        decoding.dropped(LEFT_OUT_REQUEST, 1);
      } else if (!line.isBlank()) {
        event.leaveOut();
      }
      return;
    }
    boolean indented = !choice.indent().isEmpty() && log.startsWith(choice.indent());
    reader.line(indented ? log.substring(choice.indent().length()) : log);
  }

  private LineReader reader(Head.Choice of, OpenEvent target) {
    return switch (of.carrier()) {
      case PLAIN -> new BareLines(target);
      case AWS_LOGS_TAIL, SAM_LOGS, AWSLOGS, TIME, PREFIXED ->
          new PrefixedLines(of.prefix(), of.carrier().keepsEvents(), defaults, target);
      case SERVERLESS_LOGS -> new PrefixedLines.Serverless(of.prefix(), defaults, target);
      case CONSOLE -> new ConsoleLines(defaults, target);
      case TABLE ->
          new TableRows(
              of.prefix(), new PrefixedLines(of.prefix(), true, defaults, target), target);
      case CSV -> new CsvRows(defaults, target);
      case AWS_TEXT ->
          new AwsTextLines(defaults, target, first.stream().anyMatch(AwsTextLines::isEvent));
      case LAMBDA_CONSOLE -> new LambdaConsoleLines(target);
      case SAM_LOCAL -> new SamLocalLines(target);
    };
  }
}
