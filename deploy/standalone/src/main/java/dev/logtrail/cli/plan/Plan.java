package dev.logtrail.cli.plan;

import dev.logtrail.text.NamePattern;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be created.
 *
 * @param via how log events come
 * @param region where
 * @param patterns of the log groups that were asked for
 * @param groups the log groups that AWS has of them; null if it was not asked
 * @param isAccountWide whether one subscription sends all groups of the region; else each has one
 * @param leftOut log groups that are not sent, whatever the patterns say
 * @param volume how much they take
 * @param name of the stream
 * @param url of the server, as Firehose and EventBridge reach it
 * @param events whether changes of durable executions' status are sent as well
 * @param functions a pattern of functions that may be invoked; null for none
 */
public record Plan(
    Via via,
    String region,
    List<NamePattern> patterns,
    List<String> groups,
    boolean isAccountWide,
    List<String> leftOut,
    DeliveryVolume volume,
    String name,
    String url,
    boolean events,
    String functions) {
  public Plan {
    patterns = List.copyOf(patterns);
    groups = groups == null ? null : List.copyOf(groups);
    leftOut = List.copyOf(leftOut);
  }

  /** The templates that make it, by name. */
  List<String> templates() {
    List<String> names = new ArrayList<>(List.of(via.template));
    if (events) {
      names.add("events");
    }
    if (functions != null) {
      names.add("invoke");
    }
    return names;
  }
}
