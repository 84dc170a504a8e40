package dev.logtrail.store.export;

import java.util.Collection;
import java.util.Map;

/**
 * How far the changes of trails have been handed to another system, and which of their lines. Of
 * several programs on one store, one exports at a time; the others take over when it ends.
 * Thread-safe.
 */
public interface ExportState {

  /**
   * Where an export stands.
   *
   * @param flushNo the flush up to which all was taken
   * @param movedAt epoch ms at which that was the newest there was to export
   */
  record Position(long flushNo, long movedAt) {}

  /**
   * Takes, or keeps, the right to export; the first time ever it begins behind the newest change.
   *
   * @param holder what this program calls itself
   * @param holdMs for how long it keeps the right without asking again, in ms
   * @return null while another program has it
   * @throws dev.logtrail.store.StoreException if the database fails
   */
  Position begin(String holder, long holdMs);

  /** The newest change that was stored at a time or before, epoch ms; 0 if none is kept. */
  long newestBefore(long time);

  /** What of some trails was sent, by trail id; those of which nothing was are left out. */
  Map<Long, byte[]> sent(Collection<Long> trailIds);

  /**
   * Notes what was taken, all or nothing, and keeps the right to export. The position stays.
   *
   * @param holdMs for how long it keeps the right without asking again, in ms
   * @param sent what of each trail has been sent by now
   * @return false, and nothing is noted, if another program exports by now
   */
  boolean note(String holder, long holdMs, Map<Long, byte[]> sent);

  /**
   * Notes what was taken, all or nothing, where nothing before the position is left to export.
   *
   * @param flushNo the flush up to which all was taken
   * @param sent what of each trail has been sent by now
   * @return false, and nothing is noted, if another program exports by now
   */
  boolean commit(String holder, long flushNo, Map<Long, byte[]> sent);

  /** Forgets what was sent longer ago than two days. */
  int forget();
}
