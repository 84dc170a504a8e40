package dev.logtrail.cli;

import dev.logtrail.api.render.TerminalStyle;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** Dead letters as people read them on a terminal. */
final class DeadLetterText {
  private static final int PREVIEW_CHARS = 100;
  private static final String INDENT = "        ";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSXXX", Locale.ROOT);

  private final Ansi ansi;
  private final ZoneId zone;

  /**
   * Texts of letters.
   *
   * @param zone in which times are told
   */
  DeadLetterText(Ansi ansi, ZoneId zone) {
    this.ansi = ansi;
    this.zone = zone;
  }

  /** Two or three lines: what it is, why, and how it begins. */
  String listed(Map<?, ?> letter) {
    String begins = oneLine(preview(letter));
    return head(letter)
        + "\n"
        + INDENT
        + oneLine(letter.get("reason"))
        + (begins.isEmpty() ? "" : "\n" + INDENT + faint(shortened(begins)));
  }

  /** All that is known, and as much of its bytes as the server shows. */
  String whole(Map<?, ?> letter) {
    StringBuilder text = new StringBuilder(head(letter)).append('\n');
    text.append("  reason      ").append(oneLine(letter.get("reason"))).append('\n');
    for (String name : new String[] {"logStream", "version", "retriedAt"}) {
      if (letter.get(name) != null) {
        text.append(
            "  %-11s %s%n"
                .formatted(
                    words(name),
                    name.endsWith("At") ? local(letter.get(name)) : oneLine(letter.get(name))));
      }
    }
    if (Boolean.TRUE.equals(letter.get("cut"))) {
      text.append("  only the first ").append(size(letter.get("keptBytes")));
      text.append(" are kept: it cannot be tried again\n");
    }
    return text.append('\n').append(safe(preview(letter))).toString();
  }

  private static String words(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  private String head(Map<?, ?> letter) {
    String where =
        Stream.of("account", "region", "logGroup")
            .map(letter::get)
            .filter(Objects::nonNull)
            .map(DeadLetterText::oneLine)
            .collect(Collectors.joining(" "));
    String attempts = String.valueOf(letter.get("attempts"));
    String times = attempts.equals("1") ? "once" : attempts + " times";
    String state = Boolean.TRUE.equals(letter.get("retrying")) ? ", being tried again" : "";
    return "%s  %s  %s  %s, %s, tried %s%s  %s"
        .formatted(
            bold("%6s".formatted(letter.get("id"))),
            local(letter.get("receivedAt")),
            red("%-9s".formatted(letter.get("stage"))),
            letter.get("source"),
            size(letter.get("bytes")),
            times,
            state,
            where)
        .stripTrailing();
  }

  private static Object preview(Map<?, ?> letter) {
    if (!(letter.get("preview") instanceof Map<?, ?> preview)) {
      return "";
    }
    Object text = preview.get("text");
    return text != null ? text : "base64: " + preview.get("base64");
  }

  private static String shortened(String text) {
    return text.length() <= PREVIEW_CHARS ? text : text.substring(0, PREVIEW_CHARS) + "…";
  }

  private static String oneLine(Object text) {
    return safe(text).replaceAll("\\s+", " ").strip();
  }

  /** Without the characters by which a sender could change the terminal. */
  private static String safe(Object text) {
    return TerminalStyle.safe(String.valueOf(text));
  }

  /** 145 bytes, 93.8 KB, 2.9 MB. */
  private static String size(Object bytes) {
    double n = bytes instanceof Number number ? number.doubleValue() : 0;
    if (n < 1024) {
      return bytes + (n == 1 ? " byte" : " bytes");
    }
    return String.format(
        Locale.ROOT, n < 1 << 20 ? "%.1f KB" : "%.1f MB", n / (n < 1 << 20 ? 1024 : 1 << 20));
  }

  private String local(Object time) {
    try {
      return TIME.format(Instant.parse(String.valueOf(time)).atZone(zone));
    } catch (DateTimeParseException e) {
      return String.valueOf(time);
    }
  }

  private String bold(String text) {
    return styled("bold", text);
  }

  private String red(String text) {
    return styled("fg(red)", text);
  }

  private String faint(String text) {
    return styled("faint", text);
  }

  /** By hand: what a sender wrote must not be read as a style. */
  private String styled(String style, String text) {
    if (!ansi.enabled()) {
      return text;
    }
    return Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.off(Ansi.Style.parse(style));
  }
}
