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

  private final Set<String> carriers = new HashSet<>();
  private final Set<String> nested = new HashSet<>();

  /**
   * Whether an object only carries the text.
   *
   * @param keys all keys of the object, in order
   * @param level whether one of them is a level
   */
  boolean carries(String keys, boolean level, String text) {
    LineFacts facts = LineScanner.scan(text);
    boolean marker = facts.isPlatform() && (text.charAt(0) != '{' || !level);
    if (marker && !level && facts.isMarker() && carriers.size() < MOST_FORMS) {
      carriers.add(keys);
    }
    return marker || !level && (carriers.contains(keys) || RuntimePrefix.of(text) != null);
  }

  /** Whether documents were seen that carry events deep inside. */
  boolean knowsNested() {
    return !nested.isEmpty();
  }

  /**
   * Whether a document carries the events deep inside.
   *
   * @param keys the keys of the document itself
   * @param platform whether a line of the platform is among the events
   */
  boolean carriesNested(String keys, boolean platform) {
    if (platform && nested.size() < MOST_FORMS) {
      nested.add(keys);
    }
    return platform || nested.contains(keys);
  }
}
