package dev.logtrail.service;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a process does; {@code logtrail up} does all of it. */
public enum Part {
  /** The doors: takes deliveries, and keeps them in the inbox. */
  INGEST,
  /** API, live tail and page. */
  API,
  /** The job: makes trails of what the inbox holds and of what it reads from AWS. */
  JOB;

  /** All of them. */
  public static Set<Part> all() {
    return EnumSet.allOf(Part.class);
  }

  /** The command that runs it alone. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Several in words: {@code ingest, api, job}. */
  static String words(Set<Part> parts) {
    return parts.stream().map(Part::word).collect(Collectors.joining(", "));
  }
}
