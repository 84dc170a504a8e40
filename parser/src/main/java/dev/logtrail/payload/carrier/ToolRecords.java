package dev.logtrail.payload.carrier;

import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineScanner;
import dev.logtrail.line.RuntimePrefix;
import java.util.HashSet;
import java.util.Set;

/**
 * Which JSON objects of an input only carry an event, as tools export it with keys of their own: a
 * line of the platform or a runtime's columns in such an object prove it, and then all objects with
 * the same keys do the same. What a function logs as JSON has a level, and is an event itself.
 */
public final class ToolRecords {
  private static final int MOST_FORMS = 32;

  private boolean begun;
  private final Set<String> carriers = new HashSet<>();
  private final Set<String> foreign = new HashSet<>();

  /** Whether nothing of the input was seen; from now on something was. */
  boolean isNew() {
    boolean first = !begun;
    begun = true;
    return first;
  }

  /**
   * Whether an object only carries the text.
   *
   * @param keys all keys of the object, in order
   * @param level whether one of them is a level
   */
  boolean carries(String keys, boolean level, String text) {
    if (text.isEmpty()) {
      return !level && carriers.contains(keys);
    }
    LineFacts facts = LineScanner.scan(text);
    boolean marker = facts.isPlatform() && (text.charAt(0) != '{' || !level);
    if (marker && !level && facts.isMarker() && carriers.size() < MOST_FORMS) {
      carriers.add(keys);
    }
    return marker || !level && (carriers.contains(keys) || RuntimePrefix.of(text) != null);
  }

  /** Whether documents were seen whose events stand under keys that nobody knows. */
  boolean knowsForeign() {
    return !foreign.isEmpty();
  }

  /** Events stand under these keys. */
  void learn(String path) {
    if (foreign.size() < MOST_FORMS) {
      foreign.add(path);
    }
  }

  /** Under which of a document's keys its events stand; null if that is not known. */
  String foreign(Set<String> paths) {
    return paths.stream().filter(foreign::contains).findFirst().orElse(null);
  }
}
