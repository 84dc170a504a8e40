package dev.logtrail.usual;

import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Origin;
import dev.logtrail.usual.Divergence.Next;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which a function usually writes its messages, learned from trails that went well:
 * which template followed which, how often. Loops and branches need no more than that. Not
 * thread-safe.
 */
public final class UsualSequence {
  /** Pairs of templates that are remembered; more are let pass as usual. */
  static final int MAX_PAIRS = 20_000;

  private static final int SHOWN_NEXT = 3;
  private static final int SHOWN_MISSING = 5;
  private static final double NEARLY_ALL = 0.9;

  /** Stands before the first entry, and behind the last; no template is it, none has a NUL. */
  private static final String EDGE = "\0";

  /** What was learned, by families of templates. */
  private record Usual(
      TemplateFamilies families,
      Map<String, Map<String, Integer>> followers,
      Map<String, BitSet> trailsWith) {}

  private final Map<String, Map<String, Integer>> followers = new HashMap<>();

  /** In which trails each template is, by their numbers from 0. */
  private final Map<String, BitSet> trailsOf = new LinkedHashMap<>();

  private int trails;
  private int pairs;

  /** Made when it is asked for; null when more was learned since. */
  private Usual usual;

  /** Learns from the entries of a trail that went well. */
  public void add(List<Entry> entries) {
    String before = EDGE;
    for (Entry e : entries) {
      if (isTold(e)) {
        String template = MessageTemplate.of(e.message());
        follow(before, template);
        before = template;
        if (trailsOf.size() < MAX_PAIRS || trailsOf.containsKey(template)) {
          trailsOf.computeIfAbsent(template, t -> new BitSet()).set(trails);
        }
      }
    }
    follow(before, EDGE);
    trails++;
    usual = null;
  }

  /** From how many trails was learned. */
  public int trails() {
    return trails;
  }

  private void follow(String before, String next) {
    Map<String, Integer> nexts = followers.computeIfAbsent(before, b -> new LinkedHashMap<>());
    if (nexts.containsKey(next) || pairs < MAX_PAIRS) {
      pairs += nexts.merge(next, 1, Integer::sum) == 1 ? 1 : 0;
    }
  }

  /** What the function itself wrote: the platform's lines are told by the trail's header. */
  private static boolean isTold(Entry e) {
    return e.origin() == Origin.FUNCTION && !e.message().isBlank();
  }

  /**
   * Where a trail first differs.
   *
   * @param entries all of the trail's
   * @return null if it does not, or if nothing was learned
   */
  public Divergence of(List<Entry> entries) {
    if (trails == 0 || pairs >= MAX_PAIRS) {
      return null;
    }
    if (usual == null) {
      usual = learned();
    }
    String before = EDGE;
    Set<String> seen = new HashSet<>();
    Divergence first = null;
    for (int i = 0; i < entries.size(); i++) {
      if (isTold(entries.get(i))) {
        String template = usual.families().of(MessageTemplate.of(entries.get(i).message()));
        seen.add(template);
        if (first == null && !isUsual(before, template)) {
          first = new Divergence(i, told(before), template, usual(before), List.of(), trails);
        }
        before = template;
      }
    }
    if (first == null && !isUsual(before, EDGE)) {
      first = new Divergence(entries.size(), told(before), null, usual(before), List.of(), trails);
    }
    return first == null
        ? null
        : new Divergence(
            first.line(), first.after(), first.found(), first.usual(), missing(seen), trails);
  }

  private Usual learned() {
    TemplateFamilies families = new TemplateFamilies(trailsOf);
    Map<String, Map<String, Integer>> nexts = new HashMap<>();
    followers.forEach(
        (before, counts) -> {
          Map<String, Integer> own =
              nexts.computeIfAbsent(families.of(before), b -> new LinkedHashMap<>());
          counts.forEach((next, count) -> own.merge(families.of(next), count, Integer::sum));
        });
    Map<String, BitSet> trailsWith = new LinkedHashMap<>();
    trailsOf.forEach(
        (template, in) ->
            trailsWith.computeIfAbsent(families.of(template), t -> new BitSet()).or(in));
    return new Usual(families, nexts, trailsWith);
  }

  private boolean isUsual(String before, String next) {
    return usual.followers().getOrDefault(before, Map.of()).containsKey(next);
  }

  private List<Next> usual(String before) {
    Map<String, Integer> nexts = usual.followers().getOrDefault(before, Map.of());
    double all = nexts.values().stream().mapToInt(n -> n).sum();
    return nexts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(SHOWN_NEXT)
        .map(e -> new Next(told(e.getKey()), e.getValue() / all))
        .toList();
  }

  private List<String> missing(Set<String> seen) {
    List<String> missing = new ArrayList<>();
    usual
        .trailsWith()
        .forEach(
            (template, in) -> {
              if (in.cardinality() >= NEARLY_ALL * trails
                  && !seen.contains(template)
                  && missing.size() < SHOWN_MISSING) {
                missing.add(template);
              }
            });
    return missing;
  }

  private static String told(String template) {
    return template.equals(EDGE) ? null : template;
  }
}
