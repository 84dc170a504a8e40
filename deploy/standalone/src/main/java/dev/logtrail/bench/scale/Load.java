package dev.logtrail.bench.scale;

import java.util.Locale;

/**
 * What comes in.
 *
 * @param name for people
 * @param eventsADay events on an average day
 * @param textBytes bytes of text of an event
 * @param eventsARequest events of a request
 * @param functions functions that log
 * @param peak the busiest minute, as a multiple of the average
 */
record Load(
    String name,
    double eventsADay,
    double textBytes,
    double eventsARequest,
    int functions,
    double peak) {
  private static final double DAY_S = 86_400;
  private static final double MEASURED_EVENT_BYTES = 129;
  private static final double MEASURED_EVENTS_A_REQUEST = 11.2;
  private static final double USUAL_PEAK = 2.5;

  /** So many requests a minute on average. */
  static Load ofRequests(double aMinute) {
    return new Load(
        String.format(Locale.ROOT, "%,.0f requests a minute", aMinute),
        aMinute * 1_440 * MEASURED_EVENTS_A_REQUEST,
        MEASURED_EVENT_BYTES,
        MEASURED_EVENTS_A_REQUEST,
        10_000,
        USUAL_PEAK);
  }

  /** So many bytes of text a day. */
  static Load ofText(double terabytesADay) {
    return new Load(
        String.format(Locale.ROOT, "%.0f TB of text a day", terabytesADay),
        terabytesADay * 1e12 / MEASURED_EVENT_BYTES,
        MEASURED_EVENT_BYTES,
        MEASURED_EVENTS_A_REQUEST,
        10_000,
        USUAL_PEAK);
  }

  double eventsASecond() {
    return eventsADay / DAY_S;
  }

  double peakEventsASecond() {
    return eventsASecond() * peak;
  }

  double requestsADay() {
    return eventsADay / eventsARequest;
  }

  double terabytesADay() {
    return eventsADay * textBytes / 1e12;
  }
}
