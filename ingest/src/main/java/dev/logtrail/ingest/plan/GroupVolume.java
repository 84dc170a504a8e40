package dev.logtrail.ingest.plan;

/**
 * How much a log group takes.
 *
 * @param name its name
 * @param storedBytes what it holds, in bytes, as DescribeLogGroups tells it
 * @param days how many days that is of: its age, or its retention if that is shorter; at least 1
 */
public record GroupVolume(String name, long storedBytes, int days) {
  /** An estimate of what it takes in a day, in bytes; its past may have been another. */
  public double bytesPerDay() {
    return (double) storedBytes / days;
  }
}
