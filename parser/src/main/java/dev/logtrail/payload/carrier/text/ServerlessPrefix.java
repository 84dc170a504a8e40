package dev.logtrail.payload.carrier.text;

import dev.logtrail.payload.carrier.prefix.CarrierTime;
import dev.logtrail.payload.carrier.prefix.Prefix;
import dev.logtrail.text.UuidText;
import java.util.List;

/**
 * What {@code serverless logs} writes before a record: the local time, its offset in parentheses.
 */
final class ServerlessPrefix {
  private ServerlessPrefix() {}

  /** The prefix, if a line has it and an id behind it; else null. */
  static Prefix of(List<String> lines) {
    Prefix prefix = null;
    for (String line : lines) {
      CarrierTime time = CarrierTime.at(line, 0);
      boolean offset = time != null && line.charAt(time.end() - 1) == ')';
      for (int end : offset ? Prefix.bounds(line) : List.<Integer>of()) {
        if (end > time.end() && UuidText.isAt(line, end)) {
          Prefix own = Prefix.learned(line, end);
          prefix = prefix == null ? own : prefix.isLike(own) ? prefix.both(own) : prefix;
        }
      }
    }
    return prefix;
  }
}
