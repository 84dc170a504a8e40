package dev.logtrail.runtimeclient;

import dev.logtrail.attribution.AttributedTrail;
import dev.logtrail.attribution.StreamSplit;
import dev.logtrail.demo.lambda.FailureKind;
import dev.logtrail.demo.lambda.FinishedInvocation;
import dev.logtrail.demo.lambda.LabelledEvent;
import dev.logtrail.reading.TrailReading;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Entry;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.Outcome;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.Trail;
import dev.logtrail.trail.TrailEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Holds what the parser says of a run to what is true of it. */
final class RunCheck {
  private final ClientRun run;
  private final List<String> wrong = new ArrayList<>();
  private final Map<String, AttributedTrail> trails = new HashMap<>();
  private final Map<String, Trail> read = new HashMap<>();

  private RunCheck(ClientRun run) {
    this.run = run;
  }

  /**
   * What came out.
   *
   * @param events how many events there were
   * @param wrongEvents how many of them were put to another request than theirs
   * @param wrong all that is wrong, in words; empty if nothing
   */
  record Result(int events, int wrongEvents, List<String> wrong) {}

  /** Compares everything. */
  static Result of(ClientRun run) {
    RunCheck check = new RunCheck(run);
    check.owners("in order", check.events());
    Random random = new Random(11);
    for (int round = 0; round < 5; round++) {
      List<LogEvent> mixed = new ArrayList<>(check.events());
      mixed.addAll(List.copyOf(mixed.subList(0, mixed.size() / 3)));
      Collections.shuffle(mixed, random);
      check.owners("shuffled, a third repeated", mixed);
    }
    check.owners("in order", check.events());
    int misplaced = check.wrong.size();
    check.outcomes();
    check.entries();
    check.logResults();
    return new Result(check.events().size(), misplaced, check.wrong);
  }

  private List<LogEvent> events() {
    return run.labelled().events().stream().map(LabelledEvent::event).toList();
  }

  private void owners(String how, List<LogEvent> events) {
    trails.clear();
    Map<String, String> found = new HashMap<>();
    for (AttributedTrail trail :
        StreamSplit.split(run.labelled().stream(), Source.SUBSCRIPTION, events)) {
      String owner = trail.key().isEnvironment() ? null : trail.key().requestId();
      trail.events().forEach(e -> found.put(e.event().id(), owner));
      if (owner != null) {
        trails.put(owner, trail);
      }
    }
    for (LabelledEvent event : run.labelled().events()) {
      String owner = found.get(event.event().id());
      if (!Objects.equals(owner, event.requestId())) {
        wrong.add(
            "%s: belongs to %s, said %s: %s"
                .formatted(how, event.requestId(), owner, shown(event.event().message())));
      }
    }
  }

  private void outcomes() {
    trails.forEach(
        (id, trail) -> read.put(id, TrailReading.read(trail.key(), trail.events(), null)));
    run.failures()
        .forEach(
            (id, failure) -> {
              Trail trail = read.get(id);
              Outcome said = trail == null ? null : trail.header().outcome();
              if (said != outcome(failure)) {
                wrong.add("outcome %s, said %s: %s".formatted(outcome(failure), said, all(id)));
              }
            });
  }

  private void entries() {
    run.expected().forEach((id, expected) -> expected.forEach(e -> entry(e, id, read.get(id))));
  }

  private void entry(Scenario.Expected expected, String id, Trail trail) {
    Map<String, String> messages = new HashMap<>();
    run.labelled().events().forEach(e -> messages.put(e.event().id(), e.event().message()));
    List<Entry> entries =
        trail == null
            ? List.of()
            : trail.entries().stream()
                .filter(
                    e ->
                        e.eventIds().stream()
                            .anyMatch(i -> messages.get(i).contains(expected.phrase())))
                .toList();
    if (entries.stream().noneMatch(e -> faults(expected, e).isEmpty())) {
      List<String> faults =
          entries.isEmpty()
              ? List.of("not found in " + all(id))
              : entries.stream().map(e -> faults(expected, e) + " of " + e).toList();
      wrong.add(expected.phrase() + ": " + faults);
    }
  }

  private static List<String> faults(Scenario.Expected expected, Entry entry) {
    List<String> faults = new ArrayList<>();
    if (!expected.anyLevel() && expected.level() != entry.level()) {
      faults.add("level " + expected.level() + ", said " + entry.level());
    }
    if (expected.message() != null && !expected.message().equals(entry.message())) {
      faults.add("message '" + expected.message() + "'");
    }
    boolean has = entry.exception() != null;
    if (has != (expected.exceptionType() != null)) {
      faults.add("exception " + expected.exceptionType() + ", said " + entry.exception());
    } else if (has
        && !(expected.exceptionType().equals(entry.exception().type())
            && expected.exceptionMessage().equals(entry.exception().message()))) {
      faults.add(
          "exception %s: %s, said %s: %s"
              .formatted(
                  expected.exceptionType(),
                  expected.exceptionMessage(),
                  entry.exception().type(),
                  entry.exception().message()));
    }
    return faults;
  }

  /** The log result adds nothing to what CloudWatch has, and takes nothing away. */
  private void logResults() {
    for (FinishedInvocation invoked : run.labelled().invoked()) {
      AttributedTrail trail = trails.get(invoked.requestId());
      if (trail == null) {
        continue;
      }
      Trail merged = TrailReading.read(trail.key(), trail.events(), invocation(invoked));
      List<String> doubles =
          merged.entries().stream()
              .filter(e -> e.basis() == Basis.LOG_RESULT)
              .map(e -> shown(e.message()))
              .toList();
      if (!doubles.isEmpty()) {
        wrong.add("log result of " + invoked.requestId() + " adds " + doubles);
      }
      List<String> ids = merged.entries().stream().flatMap(e -> e.eventIds().stream()).toList();
      if (!ids.equals(ids(trail)) && !sorted(ids).equals(sorted(ids(trail)))) {
        wrong.add("log result of " + invoked.requestId() + " changes the events of its trail");
      }
    }
  }

  private Invocation invocation(FinishedInvocation invoked) {
    byte[] result = invoked.logResult();
    String log = new String(result, StandardCharsets.UTF_8);
    boolean cut = result.length < invoked.logText().getBytes(StandardCharsets.UTF_8).length;
    var stream = run.labelled().stream();
    return new Invocation(
        stream.account(),
        stream.region(),
        "orders",
        null,
        invoked.requestId(),
        log,
        cut,
        200,
        invoked.functionError(),
        invoked.payload(),
        null);
  }

  private static List<String> ids(AttributedTrail trail) {
    return trail.events().stream().map(TrailEvent::event).map(LogEvent::id).toList();
  }

  private static List<String> sorted(List<String> ids) {
    return ids.stream().sorted().toList();
  }

  /** What a reader must say of a request that ended so. */
  static Outcome outcome(FailureKind failure) {
    return switch (failure) {
      case NONE, HANDLED_ERROR -> Outcome.SUCCESS;
      case UNHANDLED_EXCEPTION -> Outcome.ERROR;
      case TIMEOUT -> Outcome.TIMEOUT;
      case OUT_OF_MEMORY -> Outcome.OUT_OF_MEMORY;
      case CRASH -> Outcome.CRASH;
      case INIT_FAILURE -> Outcome.INIT_ERROR;
    };
  }

  private String all(String requestId) {
    return shown(run.messages(requestId).toString());
  }

  private static String shown(String text) {
    return text.length() > 1_500 ? text.substring(0, 1_500) + "…" : text;
  }
}
