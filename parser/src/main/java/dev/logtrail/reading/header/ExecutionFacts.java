package dev.logtrail.reading.header;

import dev.logtrail.reading.header.ExecutionMention.Rank;
import dev.logtrail.trail.Execution;
import dev.logtrail.trail.TrailKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The executions that a trail's lines name, gathered in any order, and which of them the request is
 * a step of. Few are kept, the best: which these are does not depend on the order either.
 */
final class ExecutionFacts {
  private static final int KEPT = 8;

  private static final Comparator<Mention> BEST =
      Comparator.comparing(Mention::rank)
          .thenComparingLong(Mention::time)
          .thenComparing(m -> m.execution().arn());

  private record Mention(Rank rank, long time, Execution execution) {}

  /** Best first; null for most trails: none. */
  private List<Mention> mentions;

  /** Takes a message of the trail. */
  void add(String message, Long time) {
    ExecutionMention.find(
        message,
        (rank, execution) ->
            add(new Mention(rank, time == null ? Long.MAX_VALUE : time, execution)));
  }

  void add(ExecutionFacts other) {
    if (other.mentions != null) {
      List.copyOf(other.mentions).forEach(this::add);
    }
  }

  private void add(Mention mention) {
    if (mentions == null) {
      mentions = new ArrayList<>(2);
    }
    for (int i = 0; i < mentions.size(); i++) {
      Mention known = mentions.get(i);
      if (known.execution().arn().equals(mention.execution().arn())) {
        if (BEST.compare(known, mention) <= 0) {
          return;
        }
        mentions.remove(i);
        break;
      }
    }
    mentions.add(mention);
    mentions.sort(BEST);
    if (mentions.size() > KEPT) {
      mentions.remove(KEPT);
    }
  }

  /**
   * The execution of a trail; null if no line tells one, or several are told and none for sure.
   *
   * <p>A durable execution is one of the function's own: a function that starts another's is no
   * step of it.
   */
  Execution of(TrailKey key) {
    if (mentions == null
        || key.isEnvironment() && !key.stream().logStream().startsWith(Execution.OWN_STREAM)) {
      return null;
    }
    String function = key.stream().functionName();
    List<Mention> own = mentions.stream().filter(m -> isOwn(m.execution(), function)).toList();
    if (own.isEmpty()) {
      return null;
    }
    Mention best = own.get(0);
    boolean contested =
        best.rank() != Rank.TOLD && own.size() > 1 && own.get(1).rank() == best.rank();
    return contested ? null : best.execution();
  }

  private static boolean isOwn(Execution execution, String function) {
    return execution.kind() != Execution.Kind.DURABLE
        || function.isEmpty()
        || !isName(function)
        || execution.owner().equals(function);
  }

  /** Of a log group with a name of its own, the function is known only where streams name it. */
  private static boolean isName(String function) {
    return function.indexOf('/') < 0;
  }
}
