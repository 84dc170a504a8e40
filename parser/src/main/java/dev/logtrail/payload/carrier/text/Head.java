package dev.logtrail.payload.carrier.text;

import dev.logtrail.payload.carrier.prefix.Prefix;
import java.util.ArrayList;
import java.util.List;

/**
 * The first lines of a text: enough to tell the carrier. Lines of the platform give away what
 * stands before them; where there are none, the records of the runtimes do.
 */
final class Head {
  private static final int FEW = 20;

  private final List<String> lines;
  private final String indent;
  private final Anchors anchors;

  /**
   * What a text was taken for.
   *
   * @param prefix what stands before an event, if the carrier has a prefix
   * @param indent what stands before every line, taken off first
   */
  record Choice(Carrier carrier, Prefix prefix, String indent) {}

  private Head(List<String> lines, String indent, Anchors anchors) {
    this.lines = lines;
    this.indent = indent;
    this.anchors = anchors;
  }

  /**
   * Tells the carrier of a text by its first lines.
   *
   * @param told which one it is; null to find out
   */
  static Choice choose(List<String> first, Carrier told) {
    List<String> filled = new ArrayList<>(first);
    filled.removeIf(String::isBlank);
    String indent = commonIndent(filled);
    filled.replaceAll(line -> line.substring(indent.length()));
    boolean table = told == Carrier.TABLE || told == null && isTable(filled);
    if (table) {
      filled.removeIf(TableRows::isRule);
      filled.replaceAll(TableRows::unframed);
    }
    Head head = new Head(filled, indent, Anchors.of(filled));
    Choice choice = told == null ? head.found() : head.told(told);
    return table ? head.table(choice) : choice;
  }

  private Choice choice(Carrier carrier) {
    return new Choice(carrier, null, indent);
  }

  private Choice table(Choice cells) {
    Prefix prefix = cells.prefix == null ? Prefix.of(Prefix.Kind.TIME) : cells.prefix;
    return new Choice(Carrier.TABLE, prefix, indent);
  }

  private Choice found() {
    if (lines.isEmpty()) {
      return choice(Carrier.PLAIN);
    }
    boolean sheet = lines.size() > 1 && CsvRows.isSheet(lines.get(0), lines.get(1));
    sheet |= lines.stream().limit(FEW).anyMatch(CsvRows::isNameless);
    if (sheet || CsvRows.isHeader(lines.get(0))) {
      return choice(Carrier.CSV);
    }
    if (lines.stream().anyMatch(AwsTextLines::isEvent) || anchors.isBehindTabs()) {
      return choice(Carrier.AWS_TEXT);
    }
    if (isLambdaConsole()) {
      return choice(Carrier.LAMBDA_CONSOLE);
    }
    if (isConsole()) {
      return choice(Carrier.CONSOLE);
    }
    Prefix prefix = anchors.prefix();
    if (prefix == null) {
      prefix = ServerlessPrefix.of(lines);
      if (prefix != null) {
        return new Choice(Carrier.SERVERLESS_LOGS, prefix, indent);
      }
      prefix = anchors.isEmpty() ? LeadingTimes.prefix(lines) : null;
    }
    if (prefix != null) {
      return new Choice(Carrier.writing(prefix), prefix, indent);
    }
    boolean sam = lines.stream().anyMatch(ToolLines::isSurelySam);
    return choice(sam ? Carrier.SAM_LOCAL : Carrier.PLAIN);
  }

  private Choice told(Carrier carrier) {
    Prefix learned =
        carrier == Carrier.SERVERLESS_LOGS ? ServerlessPrefix.of(lines) : anchors.prefix();
    Carrier written = carrier == Carrier.TABLE ? Carrier.TIME : carrier;
    boolean same =
        learned != null
            && (Carrier.writing(learned) == written || carrier == Carrier.SERVERLESS_LOGS);
    Prefix prefix =
        switch (carrier) {
          case AWS_LOGS_TAIL -> Prefix.of(Prefix.Kind.TIME, Prefix.Kind.STREAM);
          case SAM_LOGS -> Prefix.of(Prefix.Kind.STREAM, Prefix.Kind.TIME);
          case AWSLOGS -> Prefix.of(Prefix.Kind.GROUP, Prefix.Kind.STREAM);
          case TIME, TABLE, SERVERLESS_LOGS -> Prefix.of(Prefix.Kind.TIME);
          case PREFIXED -> Prefix.of(Prefix.Kind.WORD);
          default -> null;
        };
    return new Choice(carrier, same ? learned : prefix, indent);
  }

  private boolean isLambdaConsole() {
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (LambdaConsoleLines.isHeading(lines.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether lines that hold only a time stand before events: before those of the platform. */
  private boolean isConsole() {
    int times = 0;
    int labels = 0;
    boolean before = false;
    for (String line : lines) {
      labels += ToolLines.isConsole(line) ? 1 : 0;
      before = !before && ConsoleLines.isTime(line);
      times += before ? 1 : 0;
    }
    if (times == 0) {
      return false;
    }
    boolean many = times >= 3 && times * 3 >= lines.size() - labels;
    int marked = anchors.behind(ConsoleLines::isTime);
    return many || ConsoleLines.isTime(lines.get(0)) || marked > 1 && marked * 2 >= anchors.bare();
  }

  private static boolean isTable(List<String> lines) {
    int framed = 0;
    for (String line : lines) {
      boolean pipe = line.startsWith("|") || line.stripLeading().startsWith("| ");
      if (TableRows.isRule(line) && lines.size() > 1) {
        return true;
      }
      framed += pipe ? 1 : 0;
    }
    return framed > 1 && framed * 2 > lines.size();
  }

  /** What all lines begin with, of blanks and the marks of a quotation. */
  private static String commonIndent(List<String> lines) {
    if (lines.isEmpty()) {
      return "";
    }
    String common = lines.get(0);
    int end = 0;
    while (end < common.length() && " \t>".indexOf(common.charAt(end)) >= 0) {
      end++;
    }
    for (String line : lines) {
      int i = 0;
      while (i < end && i < line.length() && line.charAt(i) == common.charAt(i)) {
        i++;
      }
      end = i;
    }
    return common.substring(0, end);
  }
}
