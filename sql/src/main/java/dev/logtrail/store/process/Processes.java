package dev.logtrail.store.process;

import dev.logtrail.store.StoreException;
import java.time.Duration;
import java.util.List;

/** The list of processes that work on a store. Thread-safe. */
public interface Processes extends AutoCloseable {

  /** How long a process that does not report any more counts as running. */
  Duration LIVES = Duration.ofSeconds(15);

  /**
   * Writes what this process does; the first call adds it to the list.
   *
   * @param name where it runs
   * @param parts what it does
   * @param report JSON, at most a few hundred kilobytes
   * @throws StoreException if the database does not answer
   */
  void report(String name, String parts, String report);

  /**
   * Those that have reported within {@link #LIVES}, but for this one; the oldest first.
   *
   * @throws StoreException if the database does not answer
   */
  List<ProcessRow> others();

  /** Takes this process off the list, if the database answers. */
  @Override
  void close();
}
