package dev.logtrail.payload.carrier.notation;

import dev.logtrail.payload.bytes.Bytes;
import dev.logtrail.payload.carrier.prefix.CarrierTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines that hold a time, a tag and an object with the event, as collectors of logs print them to
 * standard output:
 *
 * <pre>
 * 2026-11-20 10:00:00.123000000 +0000 lambda.orders: {"message":"START RequestId: …"}     Fluentd
 * [0] lambda.orders: [[1795168800.123000000, {}], {"log"=>"START RequestId: …"}]          Fluent Bit
 * </pre>
 */
final class TaggedObjects {
  private static final int LONGEST_HEAD = 200;
  private static final Pattern MARK =
      Pattern.compile(
          "\"[\\w@.]{1,40}\" ?(?:=>|:) ?\"(?:(?:START|END|REPORT) RequestId: |\\{\\\\\"time\\\\\":)");
  private static final Pattern HEAD =
      Pattern.compile(
          "(?:\\[\\d{1,9}\\] )?([^\\[{]{1,120}): (?:\\[\\[?(\\d{10}(?:\\.\\d{1,9})?)(?:, \\{\\}\\])?, )?(?=\\{)");

  private TaggedObjects() {}

  /** A quick look at the first line. */
  static boolean mayBe(Bytes text) {
    int end = text.indexOf('\n', 0);
    String first = text.first(Math.min(end < 0 ? text.length() : end, LONGEST_HEAD)).text();
    return HEAD.matcher(first).lookingAt();
  }

  /** The objects in JSON, one a line, each with the time before it; null if these are none. */
  static String rewritten(String text) {
    if (!MARK.matcher(text).find()) {
      return null;
    }
    StringBuilder out = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      if (line.isBlank()) {
        continue;
      }
      String json = json(line.strip());
      if (json == null) {
        return null;
      }
      out.append(json).append('\n');
    }
    return out.toString();
  }

  private static String json(String line) {
    Matcher head = HEAD.matcher(line);
    if (!head.region(0, Math.min(line.length(), LONGEST_HEAD))
        .useTransparentBounds(true)
        .lookingAt()) {
      return null;
    }
    int end = head.group(2) != null && line.endsWith("]") ? line.length() - 1 : line.length();
    String object =
        new ValueReader(line.substring(head.end(), end), PrintedValues.LineBreak.OF_TEXT).read();
    if (object == null || !object.startsWith("{\"")) {
      return null;
    }
    long time = time(head);
    return time < 0 ? object.strip() : "{\"timestamp\":" + time + ',' + object.strip().substring(1);
  }

  private static long time(Matcher head) {
    if (head.group(2) != null) {
      return Math.round(Double.parseDouble(head.group(2)) * 1000);
    }
    CarrierTime time = CarrierTime.at(head.group(1), 0);
    return time == null || !time.isKnown() ? -1 : time.epochMs();
  }
}
