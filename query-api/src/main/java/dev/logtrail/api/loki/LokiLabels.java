package dev.logtrail.api.loki;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.logql.stage.LabelMatcher;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Level;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.TrailHeader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The labels of lines: those of their stream, and what tells lines of one stream apart. */
final class LokiLabels {
  static final String FUNCTION = "function";
  static final String SERVICE = "service_name";
  static final String LEVEL = "level";
  static final String OUTCOME = "outcome";
  static final String REQUEST_ID = "request_id";
  static final String DETECTED_LEVEL = "detected_level";

  /** Of streams, as clients are told of them. */
  static final List<String> STREAM =
      List.of("account", FUNCTION, LEVEL, OUTCOME, "region", SERVICE);

  private static final List<String> SELECTABLE =
      List.of("account", FUNCTION, LEVEL, OUTCOME, "region", REQUEST_ID, SERVICE);

  /** The values of labels that have no others. */
  private static final Map<String, List<String>> VALUES =
      Map.of(
          LEVEL,
          Arrays.stream(Level.values()).map(Level::name).toList(),
          OUTCOME,
          Arrays.stream(Outcome.values()).map(Outcome::word).toList());

  private LokiLabels() {}

  /**
   * Checks what a selector names.
   *
   * @param parameter where it stands
   * @throws ProblemException 400 for a label that no line has: its answer would always be empty
   */
  static void check(String parameter, List<LabelMatcher> matchers) {
    for (LabelMatcher m : matchers) {
      if (!SELECTABLE.contains(m.label())) {
        throw new ProblemException(
            400,
            "'%s' names the label '%s', which there is not to select by: there are %s. Fields of lines that are JSON are filtered after | json."
                .formatted(parameter, m.label(), String.join(", ", SELECTABLE)));
      }
      String only = m.only();
      List<String> values = VALUES.get(m.label());
      if (values != null
          && only != null
          && !only.isEmpty()
          && values.stream().noneMatch(m::matches)) {
        throw new ProblemException(
            400,
            "'%s' asks for the %s '%s', which no line has: give one of %s."
                .formatted(parameter, m.label(), only, String.join(", ", values)));
      }
    }
  }

  /** What all lines of a trail have. */
  static Map<String, String> ofTrail(TrailHeader h) {
    LogStream s = h.key().stream();
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("account", s.account());
    labels.put(FUNCTION, h.functionName());
    labels.put(OUTCOME, h.outcome().word());
    labels.put("region", s.region());
    labels.put(SERVICE, h.functionName());
    return labels;
  }

  /** The stream of a line: what its trail has, and its level. */
  static Map<String, String> ofLine(Map<String, String> trail, Entry entry) {
    if (entry.level() == null) {
      return trail;
    }
    Map<String, String> labels = new LinkedHashMap<>(trail);
    labels.put(LEVEL, entry.level().name());
    return labels;
  }

  /** What tells the line apart from others of its stream. */
  static Map<String, String> metadata(TrailHeader h, Entry entry) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(
        DETECTED_LEVEL,
        entry.level() == null ? "unknown" : entry.level().name().toLowerCase(Locale.ROOT));
    labels.put(REQUEST_ID, h.key().requestId());
    if (h.traceId() != null) {
      labels.put("trace_id", h.traceId());
    }
    return labels;
  }

  /** Whether the labels that all lines of a trail have fit; that of the level is not looked at. */
  static boolean fits(List<LabelMatcher> matchers, TrailHeader h) {
    Map<String, String> labels = ofTrail(h);
    labels.put(REQUEST_ID, h.key().requestId());
    return matchers.stream()
        .allMatch(m -> m.label().equals(LEVEL) || m.matches(labels.get(m.label())));
  }
}
