package dev.logtrail.reading.logresult;

import dev.logtrail.line.IdStrength;
import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineKind;
import dev.logtrail.line.LineScanner;
import dev.logtrail.line.RuntimePrefix;
import dev.logtrail.text.JsonBounds;
import dev.logtrail.trail.Report;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a line of a log result where a record of the runtime or of the platform begins that names a
 * request or tells of an init: the record before it had no line break of its own.
 *
 * <pre>
 *   RuntimeError: first[INFO]→2026-11-28T14:27:53.455Z→id→next        Python, behind a traceback
 *   I, […]  INFO id -- : oneE, [… #5132] ERROR id -- : two            Ruby
 *   hit 53028602026-11-28 14:31:53 id ERROR App - skipped             log4j behind LambdaLogger
 *   rounded cache{"time":"…","type":"platform.report","record":{…}}   the platform's JSON
 *   Traceback (most recent call last):INIT_REPORT Init Duration: …    the platform's, of no request
 *   the end of a record"}{"timestamp":"…","requestId":"id",…}         the first line, cut
 * </pre>
 *
 * What another line merely quotes looks the same; so this is asked only of lines that CloudWatch's
 * copy, if there is one, does not have.
 */
final class RecordSeams {
  private static final int LONGEST_LEVEL = 12;

  /** Enough of a record to read its columns. */
  private static final int LONGEST_COLUMNS = 300;

  /** Places looked at in one line; what stands behind them stays with the last record. */
  private static final int MOST_PLACES = 400;

  private static final String[] RECORDS = {"{\"timestamp\":", "{\"time\":"};

  /** How the platform's text lines begin that name no request. */
  private static final String[] INITS = {
    "INIT_START Runtime Version: ",
    "INIT_REPORT Init Duration: ",
    "RESTORE_START Runtime Version: ",
    "RESTORE_REPORT Restore Duration: ",
    "EXTENSION\tName: ",
    "TELEMETRY\tName: "
  };

  private static final int DATE = "2026-11-28".length();

  private final String requestId;
  private int places;
  private long steps;

  RecordSeams(String requestId) {
    this.requestId = requestId;
  }

  /** The records that {@code line} is made of, in order; itself alone if it is one. */
  List<String> cut(String line) {
    List<String> records = new ArrayList<>();
    int from = 0;
    places = 0;
    for (int seam = next(line, textAt(line, 0)); seam >= 0; seam = next(line, textAt(line, from))) {
      add(line.substring(from, seam), records);
      from = seam;
    }
    add(line.substring(from), records);
    return records;
  }

  /** Where the text of the record at {@code from} begins; behind its end if it is JSON. */
  private static int textAt(String line, int from) {
    int json = JsonBounds.end(line, from);
    if (json >= 0) {
      return json;
    }
    RuntimePrefix prefix = RuntimePrefix.of(head(line, from));
    return from + (prefix == null ? 1 : Math.max(1, prefix.textAt()));
  }

  private static String head(String line, int at) {
    return line.substring(at, Math.min(line.length(), at + LONGEST_COLUMNS));
  }

  /** How many characters all cuts have looked at so far. */
  long steps() {
    return steps;
  }

  private static void add(String record, List<String> records) {
    String text = LogResultLines.trimmed(record);
    if (!text.isEmpty()) {
      records.add(text);
    }
  }

  /** Where the next record begins at {@code from} or behind, or -1. */
  private int next(String line, int from) {
    int json = nextJson(line, from);
    int text = nextText(line, from, json < 0 ? line.length() : json);
    return text < 0 ? json : text;
  }

  private int nextJson(String line, int from) {
    steps += line.length() - from;
    for (int at = line.indexOf('{', from); at >= 0; at = line.indexOf('{', at + 1)) {
      if (isRecordAt(line, at)) {
        if (++places > MOST_PLACES) {
          return -1;
        }
        int end = JsonBounds.end(line, at);
        steps += (end < 0 ? line.length() : end) - at;
        if (end > 0 && names(line.substring(at, end))) {
          return at;
        }
      }
    }
    return -1;
  }

  private static boolean isRecordAt(String line, int at) {
    for (String begin : RECORDS) {
      if (line.startsWith(begin, at)) {
        return true;
      }
    }
    return false;
  }

  private int nextText(String line, int from, int to) {
    for (int at = from; at < to; at++) {
      steps++;
      if (mayBegin(line, at)) {
        if (++places > MOST_PLACES) {
          return -1;
        }
        steps += LONGEST_COLUMNS;
        if (names(head(line, at))) {
          return at;
        }
      }
    }
    return -1;
  }

  /** A date, a level in brackets, Ruby's letter, or a word of the platform's. */
  private static boolean mayBegin(String line, int at) {
    char c = line.charAt(at);
    if (c >= '0' && c <= '9') {
      return isDate(line, at);
    }
    boolean capital = c >= 'A' && c <= 'Z';
    return c == '[' && isLevel(line, at + 1)
        || capital && line.startsWith(", [", at + 1)
        || c == 'R' && line.startsWith("RequestId: ", at)
        || (c == 'I' || c == 'R' || c == 'E' || c == 'T') && isInitAt(line, at);
  }

  private static boolean isInitAt(String line, int at) {
    for (String begin : INITS) {
      if (line.startsWith(begin, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLevel(String line, int from) {
    int end = from;
    while (end < line.length() && end - from < LONGEST_LEVEL && line.charAt(end) > ' ') {
      if (line.charAt(end) == ']') {
        return end > from && line.startsWith("\t", end + 1);
      }
      end++;
    }
    return line.startsWith("Level ", from);
  }

  private static boolean isDate(String line, int at) {
    return at + DATE < line.length()
        && line.charAt(at + 4) == '-'
        && line.charAt(at + 7) == '-'
        && (line.charAt(at + DATE) == 'T' || line.charAt(at + DATE) == ' ');
  }

  /**
   * Whether it is a record of the platform's about the request, or one of the runtime's: that of
   * another request, which ran on in the background, may stand in the log, too, and so do those of
   * the init.
   */
  private boolean names(String record) {
    LineFacts facts = LineScanner.scan(record);
    boolean strong = facts.strength() == IdStrength.STRONG || facts.strength() == IdStrength.RECORD;
    if (facts.kind() == LineKind.OUTPUT && strong) {
      return true;
    }
    if (isOfNoRequest(facts)) {
      return true;
    }
    boolean column = facts.strength() == IdStrength.WEAK && record.charAt(0) != '{';
    boolean own = requestId.equals(facts.requestId());
    return own && (facts.kind() != LineKind.OUTPUT || column);
  }

  private static boolean isOfNoRequest(LineFacts facts) {
    return switch (facts.kind()) {
      case INIT_START -> true;
      case INIT_REPORT -> facts.json() || tellsDuration(facts.report());
      case PLATFORM -> facts.requestId() == null;
      default -> false;
    };
  }

  private static boolean tellsDuration(Report report) {
    return report.initDurationMs() != null || report.restoreDurationMs() != null;
  }
}
