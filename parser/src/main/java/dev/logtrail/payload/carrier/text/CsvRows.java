package dev.logtrail.payload.carrier.text;

import dev.logtrail.payload.carrier.prefix.CarrierTime;
import dev.logtrail.payload.decoding.Names;
import dev.logtrail.text.TimeText;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Rows of what the console or Logs Insights exports (RFC 4180), under a header that names columns.
 */
final class CsvRows implements LineReader {
  private static final Pattern MILLIS = Pattern.compile("\"?\\d{13}\"?\t");
  private static final int MOST_COLUMNS = 40;
  private static final int LONGEST_NAME = 60;

  /** A row with more lines than this in it is one whose quotes are not closed. */
  private static final int LONGEST_ROW = 4 << 20;

  private final LogStream defaults;
  private final OpenEvent event;
  private final StringBuilder row = new StringBuilder();
  private List<String> header;
  private char separator;
  private boolean quoted;

  CsvRows(LogStream defaults, OpenEvent event) {
    this.defaults = defaults;
    this.event = event;
  }

  /** Whether a line names columns, among them one for messages. */
  static boolean isHeader(String line) {
    List<String> names = names(line);
    boolean tabs = separator(line) == '\t'; // so the rows of a page are copied, too
    return names.stream().anyMatch(CsvRows::isMessage)
        && (names.size() > 1 || names.get(0).startsWith("@"))
        && (!tabs || names.get(0).startsWith("@"));
  }

  /** Whether two lines are the names of a sheet's columns and its first row, between tabs. */
  static boolean isSheet(String header, String row) {
    return header.strip().equalsIgnoreCase("timestamp\tmessage") && MILLIS.matcher(row).lookingAt();
  }

  /** Whether a line is a row of a sheet without names: a time, and a text in quotes with tabs. */
  static boolean isNameless(String line) {
    int quote = line.indexOf("\t\"");
    CarrierTime time = quote > 0 ? CarrierTime.at(line, 0) : null;
    return time != null
        && time.end() == quote
        && (Records.isPlatform(line.substring(quote + 2))
            || line.startsWith("{\"\"time\"\":", quote + 2));
  }

  private static List<String> names(String line) {
    if (line.length() > MOST_COLUMNS * LONGEST_NAME) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (String name : fields(line.strip(), separator(line))) {
      String plain = name.strip().toLowerCase(Locale.ROOT);
      boolean word =
          !plain.isEmpty()
              && plain.length() <= LONGEST_NAME
              && plain
                  .chars()
                  .allMatch(c -> Character.isLetterOrDigit(c) || "@._- ()".indexOf(c) >= 0);
      if (!word) {
        return List.of();
      }
      names.add(plain);
    }
    return names;
  }

  private static char separator(String header) {
    if (header.indexOf(',') >= 0) {
      return ',';
    }
    return header.indexOf(';') > 0 ? ';' : header.indexOf('\t') > 0 ? '\t' : ',';
  }

  /** What the console, Logs Insights, Datadog, Splunk and Grafana call it. */
  private static boolean isMessage(String name) {
    return switch (name) {
      case "message", "@message", "_raw", "content", "line" -> true;
      default -> false;
    };
  }

  @Override
  public void line(String line) {
    CarrierTime first = header == null ? CarrierTime.at(line, 0) : null;
    if (first != null && first.end() < line.length() && line.charAt(first.end()) == '\t') {
      separator = '\t';
      header = List.of("timestamp", "message");
    }
    if (header == null) {
      separator = separator(line);
      header = names(line);
      if (header.isEmpty()) {
        event.begin(defaults, LogEvent.UNKNOWN_TIME, line);
      }
      return;
    }
    if (!quoted && line.isBlank()) {
      return;
    }
    row.append(quoted ? "\n" : "").append(line);
    for (int i = 0; i < line.length(); i++) {
      quoted ^= line.charAt(i) == '"';
    }
    if (!quoted || row.length() > LONGEST_ROW) {
      row();
    }
  }

  @Override
  public void end() {
    if (row.length() > 0) {
      row();
    }
  }

  private void row() {
    String whole = row.toString();
    row.setLength(0);
    boolean closed = !quoted;
    quoted = false;
    List<String> fields = closed ? fields(whole, separator) : List.of();
    if (fields.size() != header.size()) {
      event.begin(defaults, LogEvent.UNKNOWN_TIME, whole);
      return;
    }
    String message = "";
    long time = LogEvent.UNKNOWN_TIME;
    String stream = defaults.logStream();
    String group = defaults.logGroup();
    String account = defaults.account();
    for (int i = 0; i < fields.size(); i++) {
      String value = fields.get(i);
      switch (header.get(i)) {
        case "message", "@message", "_raw", "content", "line" -> message = value;
        case "timestamp", "@timestamp", "time", "date", "_time" -> time = time(value);
        case "@logstream", "logstream", "logstreamname", "log stream", "log stream name" ->
            stream = Names.firstNonBlank(value, stream);
        case "loggroup", "loggroupname", "log group", "log group name" ->
            group = Names.firstNonBlank(value, group);
        case "@log" -> {
          int colon = value.indexOf(':');
          account = colon > 0 ? value.substring(0, colon) : account;
          group = Names.firstNonBlank(value.substring(colon + 1), group);
        }
        default -> {
          boolean named = time == LogEvent.UNKNOWN_TIME && header.get(i).contains("time");
          time = named ? time(value) : time;
        }
      }
    }
    event.begin(
        new LogStream(account, defaults.region(), group, stream), time, withoutLastBreak(message));
  }

  private static String withoutLastBreak(String message) {
    int end = message.length();
    while (end > 0 && (message.charAt(end - 1) == '\n' || message.charAt(end - 1) == '\r')) {
      end--;
    }
    return message.substring(0, end);
  }

  private static long time(String value) {
    Long ms = TimeText.millis(value.strip());
    if (ms != null && TimeText.isPlausible(ms)) {
      return ms;
    }
    CarrierTime time = CarrierTime.at(value.strip(), 0);
    return time == null ? LogEvent.UNKNOWN_TIME : time.epochMs();
  }

  private static List<String> fields(String row, char separator) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean inQuotes = false;
    for (int i = 0; i < row.length(); i++) {
      char c = row.charAt(i);
      if (inQuotes && c == '"' && i + 1 < row.length() && row.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        inQuotes = !inQuotes;
      } else if (c == separator && !inQuotes) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
