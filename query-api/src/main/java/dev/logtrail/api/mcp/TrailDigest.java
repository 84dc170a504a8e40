package dev.logtrail.api.mcp;

import dev.logtrail.api.load.LoadedTrail;
import dev.logtrail.api.render.TrailText;
import dev.logtrail.limit.AssistantLimits;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.TrailHeader;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Locale;

/** Parts of trails as text of a limited length; each line carries its index in the trail. */
final class TrailDigest {
  private static final TrailText TEXT = new TrailText(ZoneOffset.UTC, false);

  private final String address;
  private final int maxChars;
  private final StringBuilder out = new StringBuilder();

  /**
   * A digest.
   *
   * @param address that links begin with
   * @param maxChars what lines are shown no longer beyond
   */
  TrailDigest(String address, int maxChars) {
    this.address = address;
    this.maxChars = maxChars;
  }

  /** The page of a request. */
  static String link(String address, String requestId) {
    return address
        + "/r/"
        + URLEncoder.encode(requestId, StandardCharsets.UTF_8).replace("+", "%20");
  }

  TrailDigest add(String text) {
    out.append(text);
    return this;
  }

  /** Header, where its stream is, ids, link. */
  TrailDigest head(LoadedTrail t) throws IOException {
    TrailHeader h = t.trail().header();
    LogStream s = h.key().stream();
    TEXT.header(out, t.trail(), t.attempt());
    out.append("  in ").append(s.account()).append(' ').append(s.region()).append(' ');
    out.append(
        s.logGroup().isEmpty() ? "(no log stream known yet)" : s.logGroup() + " " + s.logStream());
    out.append('\n');
    if (h.traceId() != null) {
      out.append("  trace ").append(h.traceId()).append('\n');
    }
    if (h.execution() != null) {
      out.append("  execution ").append(h.execution().name()).append('\n');
    }
    if (!h.isClosed()) {
      out.append("  still open: more may come\n");
    }
    if (h.key().requestId() != null) {
      out.append("  ").append(link(address, h.key().requestId())).append('\n');
    }
    return this;
  }

  /**
   * Lines of a trail, as many as there is room for.
   *
   * @param from index of the first
   * @param to index behind the last
   * @return index behind the last that is shown
   */
  int lines(LoadedTrail t, int from, int to) throws IOException {
    int i = from;
    while (i < to) {
      StringBuilder line = new StringBuilder();
      TEXT.entry(line, t.trail(), i);
      String shown = cut(line.toString().stripTrailing(), t, i);
      if (i > from && out.length() + shown.length() > maxChars) {
        break;
      }
      out.append(String.format(Locale.ROOT, "%5d", i)).append(shown).append('\n');
      i++;
    }
    return i;
  }

  private String cut(String line, LoadedTrail t, int index) {
    int most = Math.min(AssistantLimits.ENTRY_CHARS, maxChars);
    if (line.length() <= most) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(most - 1)) ? most - 1 : most;
    return line.substring(0, end)
        + "… (%,d more characters of line %d of %s)"
            .formatted(line.length() - end, index, t.trail().header().key().requestId());
  }

  /** Result and report. */
  TrailDigest foot(LoadedTrail t) throws IOException {
    StringBuilder foot = new StringBuilder();
    TEXT.foot(foot, t.trail());
    out.append(
        foot.length() <= AssistantLimits.ENTRY_CHARS
            ? foot
            : foot.substring(0, AssistantLimits.ENTRY_CHARS) + "…\n");
    return this;
  }

  @Override
  public String toString() {
    return out.toString().stripTrailing();
  }
}
