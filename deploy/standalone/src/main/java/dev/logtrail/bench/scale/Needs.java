package dev.logtrail.bench.scale;

/**
 * What a load takes, at its peak where that counts.
 *
 * @param load the load
 * @param costs of an event
 * @param days for which trails are kept
 */
record Needs(Load load, Costs costs, int days) {
  /** Cores are used to so much of themselves at the peak. */
  private static final double BUSY = 0.7;

  private static final int DOOR_CORES = 2;
  private static final int SLOTS_A_CORE = 1;
  private static final double GB_A_SLOT = 0.75;
  private static final int DOOR_POOL = 4;
  private static final int CONNECTIONS_A_SLOT = 5;
  private static final int OTHER_CONNECTIONS = 40;

  private double cores(double us) {
    return load.peakEventsASecond() * us / 1e6 / BUSY;
  }

  double doorCores() {
    return cores(costs.doorUs());
  }

  double jobCores() {
    return cores(costs.jobUs());
  }

  double databaseCores() {
    return cores(costs.databaseUs());
  }

  long doors() {
    return Math.max(2, Math.round(Math.ceil(doorCores() / DOOR_CORES)));
  }

  long slots() {
    return Math.max(2, Math.round(Math.ceil(jobCores() * SLOTS_A_CORE)));
  }

  double jobGb() {
    return 1 + slots() * GB_A_SLOT;
  }

  long connections() {
    return doors() * DOOR_POOL + slots() * CONNECTIONS_A_SLOT + OTHER_CONNECTIONS;
  }

  /** The newest two days as they were written, the others rewritten, if they are small enough. */
  double diskTb() {
    int fresh = Math.min(2, days);
    double bytes =
        fresh * costs.storedBytes() + (days - fresh) * costs.keptBytes(load.eventsADay());
    return load.eventsADay() * bytes / 1e12;
  }

  double walMbASecondAtPeak() {
    return load.peakEventsASecond() * costs.walBytes() / 1e6;
  }

  /** What is asked again and again: index pages and headers of two days. */
  double memoryGb() {
    double hotBytesARequest = 200;
    return Math.min(2, days) * load.requestsADay() * hotBytesARequest / 1e9;
  }

  /**
   * Databases, none of which has more than so many cores, terabytes or megabytes of log a second.
   */
  long shards(double mostCores, double mostTb, double mostWalMb, double mostMemoryGb) {
    double needed =
        Math.max(
            databaseCores() / mostCores,
            Math.max(diskTb() / mostTb, walMbASecondAtPeak() / mostWalMb));
    double byMemory = memoryGb() / mostMemoryGb;
    return Math.max(1, Math.round(Math.ceil(Math.max(needed, byMemory))));
  }
}
