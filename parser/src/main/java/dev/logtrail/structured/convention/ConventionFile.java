package dev.logtrail.structured.convention;

import dev.logtrail.text.JsonTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of conventions, read on top of another.
 *
 * @param entries what the file says of each convention, by name, as maps: what {@code like} takes
 *     from
 * @param conventions its conventions, then those of the file below
 * @param scales level scales by name, this file's before those below
 * @param correlation fixed name → further names
 * @param contexts objects in which ids are looked for
 */
record ConventionFile(
    Map<String, Map<String, Object>> entries,
    List<Convention> conventions,
    Map<String, LevelScale> scales,
    Map<String, List<String>> correlation,
    Set<String> contexts) {

  /** The empty table that the first file is read on top of. */
  static final ConventionFile NONE =
      new ConventionFile(Map.of(), List.of(), Map.of(), Map.of(), Set.of());

  private static final List<String> KEYS =
      List.of("conventions", "scales", "correlation", "contexts", "about");
  private static final List<String> IDS =
      List.of(
          "xrayTraceId",
          "traceId",
          "spanId",
          "correlationId",
          "tenantId",
          "apiRequestId",
          "executionArn");

  /** Reads a file; {@code what} names it in errors. */
  static ConventionFile read(String json, String what, ConventionFile below) {
    FileEntry root = new FileEntry(what, parse(json, what));
    root.checkKeys(KEYS);
    Map<String, LevelScale> scales = new LinkedHashMap<>(below.scales);
    root.object("scales")
        .ifPresent(
            named ->
                named.objects().forEach((name, scale) -> scales.put(name, ScaleEntry.read(scale))));
    Map<String, Map<String, Object>> entries = new LinkedHashMap<>(below.entries);
    List<Convention> conventions = new ArrayList<>();
    for (FileEntry written : root.list("conventions")) {
      FileEntry entry = written.like(entries);
      entries.put(entry.requiredText("name"), entry.values());
      conventions.add(ConventionEntry.read(entry, scales, below == NONE));
    }
    conventions.addAll(below.conventions);
    return new ConventionFile(
        entries, conventions, scales, correlation(root, below), contexts(root, below));
  }

  private static Map<String, Object> parse(String json, String what) {
    Map<String, Object> root;
    try {
      root = JsonTree.objectOrThrow(json);
    } catch (IOException e) {
      String reason = e.getMessage().lines().findFirst().orElse("");
      throw new ConventionException(what + " is not JSON: " + reason, e);
    }
    if (root == null) {
      throw new ConventionException(
          what + " is not one JSON object; right would be {\"conventions\":[{\"name\":…}]}");
    }
    return root;
  }

  private static Map<String, List<String>> correlation(FileEntry root, ConventionFile below) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    root.object("correlation")
        .ifPresent(
            ids -> {
              ids.checkKeys(IDS);
              ids.values().keySet().forEach(id -> names.put(id, new ArrayList<>(ids.texts(id))));
            });
    below.correlation.forEach(
        (id, known) -> names.computeIfAbsent(id, i -> new ArrayList<>()).addAll(known));
    return names;
  }

  private static Set<String> contexts(FileEntry root, ConventionFile below) {
    Set<String> contexts = new LinkedHashSet<>(root.texts("contexts"));
    contexts.addAll(below.contexts);
    return contexts;
  }
}
