package dev.logtrail.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts stored values that cannot be read, and names each once in the log. Whoever meets one goes
 * on without it: one damaged value is not a reason to fail a search, a task or a trail.
 * Thread-safe.
 */
public final class UnreadableValues {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadableValues.class);

  /** So many are remembered as named. */
  private static final int NAMED = 1_000;

  private static final AtomicLong COUNT = new AtomicLong();
  private static final Set<String> NAMES =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > NAMED;
                }
              }));

  private UnreadableValues() {}

  /**
   * Notes a value.
   *
   * @param name where it is stored, such as {@code segment 0 of trail 4711 of 2026-11-20}
   * @param fault what is wrong with it
   */
  public static void note(String name, RuntimeException fault) {
    COUNT.incrementAndGet();
    if (NAMES.add(name)) {
      LOG.warn("{} cannot be read and is left out: {}", name, fault.getMessage());
    }
  }

  /** How often one was met in this process, repeats included. */
  public static long count() {
    return COUNT.get();
  }
}
