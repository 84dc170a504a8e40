package dev.logtrail.cli.plan;

/**
 * How much is delivered in a month, and how AWS counts it.
 *
 * @param gbPerDay GB of log text in a day
 * @param recordKb KB of log text in one record, as CloudWatch Logs cuts them: what one environment
 *     wrote in some seconds
 * @param from where the figures come from, in words
 */
public record DeliveryVolume(double gbPerDay, double recordKb, String from) {
  /** What a fleet of many functions was seen to have in one record. */
  public static final double USUAL_RECORD_KB = 2;

  static final double DAYS = 30.4;
  static final double HOURS = 730;

  // What gzip leaves of payloads, measured on made-up logs of 0.4 to 56 KB, ids included.
  private static final double COMPRESSED_KB = 0.6;
  private static final double COMPRESSED_PART = 0.22;

  private static final double KB_OF_GB = 1 << 20;

  /** GB of log text. */
  double textGb() {
    return gbPerDay * DAYS;
  }

  /** How many records. */
  double records() {
    return textGb() * KB_OF_GB / recordKb;
  }

  private double compressedKb() {
    return COMPRESSED_KB + COMPRESSED_PART * recordKb;
  }

  /** GB as they travel. */
  double compressedGb() {
    return records() * compressedKb() / KB_OF_GB;
  }

  /**
   * GB as they are billed where each record counts as a multiple of some KB.
   *
   * @param stepKb 1 for Kinesis, 5 for Firehose
   */
  double billedGb(int stepKb) {
    return records() * Math.ceil(compressedKb() / stepKb) * stepKb / KB_OF_GB;
  }
}
