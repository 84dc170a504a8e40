package dev.logtrail.faults.target;

/**
 * How a program under test is started.
 *
 * @param heapMb the most heap of the program
 * @param ownDisk whether its data directory is a file system of its own, which can be filled
 * @param ownClock whether it sees a clock of its own, which can jump
 */
public record TargetSettings(int heapMb, boolean ownDisk, boolean ownClock) {

  /** Why no disk of its own can be had here; null if one can. */
  public static String noDisk() {
    return TmpfsMount.impossible();
  }

  /** Why no clock of its own can be had here; null if one can. */
  public static String noClock() {
    return FakeClock.impossible();
  }
}
