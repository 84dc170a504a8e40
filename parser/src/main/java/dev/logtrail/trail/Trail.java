package dev.logtrail.trail;

import java.util.List;
import java.util.Objects;

/**
 * Everything known about one attempt of a request (or about an environment): header, entries, and
 * the invocation's result if its log result came.
 *
 * @param header what lists show
 * @param entries in order of time
 * @param invocation the invoke's answer, or null
 */
public record Trail(TrailHeader header, List<Entry> entries, Invocation invocation) {
  public Trail {
    Objects.requireNonNull(header, "header");
    entries = List.copyOf(entries);
  }
}
