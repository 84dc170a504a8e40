package dev.logtrail.structured.convention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one convention from a conventions file. */
final class ConventionEntry {
  private static final List<String> KEYS =
      List.of(
          "name",
          "about",
          "when",
          "like",
          "timestamp",
          "level",
          "levels",
          "defaultLevel",
          "message",
          "template",
          "logger",
          "thread",
          "exception",
          "requestId",
          "traceId",
          "keep",
          "wrapper");
  private static final List<String> EXCEPTION_KEYS =
      List.of("type", "message", "stack", "object", "messageAlone");

  private ConventionEntry() {}

  /** Reads {@code entry}; only the built-in table may define the convention for all other lines. */
  static Convention read(FileEntry entry, Map<String, LevelScale> scales, boolean builtIn) {
    entry.checkKeys(KEYS);
    String name = entry.requiredText("name");
    boolean generic = name.equals(Convention.GENERIC);
    if (generic && !builtIn) {
      throw entry.wrong(
          "name", "another name: this one is kept for lines that no convention knows");
    }
    return new Convention(
        name,
        generic ? List.of() : when(entry),
        entry.paths("timestamp"),
        entry.paths("level"),
        levels(entry, scales),
        entry.values().get("defaultLevel") == null ? null : ScaleEntry.level(entry, "defaultLevel"),
        entry.paths("message"),
        entry.paths("template"),
        entry.paths("logger"),
        entry.paths("thread"),
        exception(entry),
        entry.paths("requestId"),
        entry.paths("traceId"),
        Set.copyOf(entry.texts("keep")),
        entry.flag("wrapper"));
  }

  private static List<Map<FieldPath, ValueKind>> when(FileEntry entry) {
    List<Map<FieldPath, ValueKind>> when = new ArrayList<>();
    for (FileEntry alternative : entry.list("when")) {
      Map<FieldPath, ValueKind> keys = new LinkedHashMap<>();
      alternative
          .values()
          .forEach((key, word) -> keys.put(FieldPath.of(key), kind(alternative, key)));
      if (keys.values().stream().allMatch(kind -> kind == ValueKind.ABSENT)) {
        throw entry.wrong(
            "when", "at least one key that must be there, such as {\"msg\":\"string\"}");
      }
      when.add(keys);
    }
    if (when.isEmpty()) {
      throw entry.wrong("when", "at least one alternative, such as [{\"msg\":\"string\"}]");
    }
    return when;
  }

  private static ValueKind kind(FileEntry alternative, String key) {
    ValueKind kind =
        alternative.values().get(key) instanceof String word ? ValueKind.of(word) : null;
    if (kind == null) {
      List<String> words = Arrays.stream(ValueKind.values()).map(ValueKind::word).toList();
      throw alternative.wrong(key, "one of " + String.join(", ", words));
    }
    if (key.contains("[]")) {
      throw new ConventionException(
          "%s: \"%s\" looks into an array; right would be a key of the line"
              .formatted(alternative.place(), key));
    }
    return kind;
  }

  private static LevelScale levels(FileEntry entry, Map<String, LevelScale> scales) {
    Object levels = entry.values().get("levels");
    if (levels == null) {
      return LevelScale.COMMON;
    }
    if (levels instanceof Map) {
      return ScaleEntry.read(entry.object("levels").orElseThrow());
    }
    LevelScale named = levels instanceof String name ? scales.get(name) : null;
    if (named == null) {
      throw entry.wrong(
          "levels",
          "{\"10\":\"DEBUG\",…} or the name of a scale: " + String.join(", ", scales.keySet()));
    }
    return named;
  }

  private static ExceptionNames exception(FileEntry entry) {
    FileEntry fields = entry.object("exception").orElse(new FileEntry(entry.place(), Map.of()));
    fields.checkKeys(EXCEPTION_KEYS);
    return new ExceptionNames(
        fields.paths("type"),
        fields.paths("message"),
        fields.paths("stack"),
        fields.paths("object"),
        fields.flag("messageAlone"));
  }
}
