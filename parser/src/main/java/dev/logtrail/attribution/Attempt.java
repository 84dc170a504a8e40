package dev.logtrail.attribution;

import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Outcome;

/**
 * One start of a request among the events at hand, while it is being worked out. Positions are
 * indexes into the sorted events; -1 means "not there".
 */
final class Attempt {
  final String requestId;

  /** Position of its START; -1 when that never came and the beginning is inferred. */
  final int start;

  int end = -1;
  int report = -1;

  /** Position of the first event that may be its own by place. */
  int begin;

  /** Which start of this id in the stream, from 1. */
  int startNumber;

  /** Its number among those with markers, in the order of their beginnings; -1 without any. */
  int order = -1;

  /** How it ended together with its environment (timeout, out of memory, crash), or null. */
  Outcome failure;

  /** Whether another request started although this one never reported. */
  boolean interrupted;

  /** Whether no later attempt of this id is at hand. */
  boolean latest = true;

  private final Assignment[] assignments = new Assignment[Basis.values().length];

  /** The assignment of an event to this attempt; one object for all events of the same basis. */
  Assignment assignment(Basis basis) {
    Assignment assignment = assignments[basis.ordinal()];
    if (assignment == null) {
      assignment = new Assignment(requestId, startNumber, basis, false);
      assignments[basis.ordinal()] = assignment;
    }
    return assignment;
  }

  Attempt(String requestId, int start) {
    this.requestId = requestId;
    this.start = start;
    this.begin = start;
  }

  boolean hasStart() {
    return start >= 0;
  }

  /** Whether no marker names it: only lines with its id were seen. */
  boolean isIdOnly() {
    return start < 0 && end < 0 && report < 0;
  }

  /** Position of the last of END and REPORT, or -1. */
  int finish() {
    return Math.max(end, report);
  }

  /** Position of the first of END and REPORT; only where one is there. */
  int firstFinish() {
    return end < 0 ? report : report < 0 ? end : Math.min(end, report);
  }

  boolean covers(int position) {
    return position > start && position < finish();
  }
}
