package dev.logtrail.structured.convention;

import dev.logtrail.trail.Level;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads a scale of levels from a conventions file: {@code {"10":"TRACE","Verbose":"TRACE"}}. */
final class ScaleEntry {
  private ScaleEntry() {}

  static LevelScale read(FileEntry entry) {
    Map<String, Level> words = new HashMap<>();
    TreeMap<Long, Level> numbers = new TreeMap<>();
    for (String key : entry.values().keySet()) {
      Level level = level(entry, key);
      if (key.matches("-?\\d{1,9}")) {
        numbers.put(Long.valueOf(key), level);
      } else {
        words.put(key.toUpperCase(Locale.ROOT), level);
      }
    }
    return new LevelScale(words, numbers);
  }

  /** The level that {@code key} names. */
  static Level level(FileEntry entry, String key) {
    for (Level level : Level.values()) {
      if (level.name().equals(entry.values().get(key))) {
        return level;
      }
    }
    throw entry.wrong(key, "one of " + Arrays.toString(Level.values()));
  }
}
