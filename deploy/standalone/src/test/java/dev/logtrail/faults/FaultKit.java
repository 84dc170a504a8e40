package dev.logtrail.faults;

import dev.logtrail.faults.check.Findings;
import dev.logtrail.faults.check.Judge;
import dev.logtrail.faults.check.TailFollower;
import dev.logtrail.faults.load.Ledger;
import dev.logtrail.faults.load.Probe;
import dev.logtrail.faults.load.Senders;
import dev.logtrail.faults.outage.FillDisk;
import dev.logtrail.faults.outage.JumpClock;
import dev.logtrail.faults.target.Fault;
import dev.logtrail.faults.target.Target;
import dev.logtrail.faults.target.TargetSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** One run: load, faults one after another, and in the end whether everything holds. */
final class FaultKit {
  private static final Duration RECOVERED_WITHIN = Duration.ofSeconds(60);
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);

  /** A build machine has what every fault needs; elsewhere some are left out, and say why. */
  private static final boolean MUST_BE_POSSIBLE =
      "true".equals(System.getenv("CI")) && "root".equals(System.getProperty("user.name"));

  private static final int SEARCHES = 60;

  private final FaultSettings settings;
  private final Random random;
  private final Report report = new Report();
  private final Findings findings = new Findings();
  private final Ledger ledger;
  private final Target target;
  private final Monitor monitor;
  private final Probe probe;

  private FaultKit(FaultSettings settings, Target target, Ledger ledger, Monitor monitor) {
    this.settings = settings;
    this.random = new Random(settings.seed());
    this.target = target;
    this.ledger = ledger;
    this.monitor = monitor;
    this.probe = new Probe(target, ledger, settings.seed());
  }

  /**
   * Runs.
   *
   * @param directory empty; for everything that is written
   * @param ledger to which faults that send things belong too
   * @return what was found wrong
   */
  static Findings run(Path directory, FaultSettings settings, Ledger ledger) throws Exception {
    TargetSettings start =
        new TargetSettings(
            settings.heapMb(),
            has(settings, FillDisk.class) && TargetSettings.noDisk() == null,
            has(settings, JumpClock.class) && TargetSettings.noClock() == null);
    try (Target target = Target.start(directory, start);
        Monitor monitor = new Monitor(target)) {
      return new FaultKit(settings, target, ledger, monitor).run();
    }
  }

  private static boolean has(FaultSettings settings, Class<? extends Fault> kind) {
    return settings.faults().stream().anyMatch(kind::isInstance);
  }

  private Findings run() throws Exception {
    try (TailFollower follower = TailFollower.start(target)) {
      Senders senders = Senders.start(target, ledger, settings.seed(), settings.clients());
      if (!probe.passes(RECOVERED_WITHIN)) {
        throw new AssertionError("nothing can be stored at all\n" + target.lastWords());
      }
      strikeAll();
      senders.finish(RECOVERED_WITHIN);
      Judge judge = new Judge(target, ledger, follower, findings);
      long judging = System.nanoTime();
      judge.judge(SETTLED_WITHIN, SEARCHES, random);
      report.judged((System.nanoTime() - judging) / 1e9);
      report.counts(ledger.counts());
      report.counts(follower.counts());
      report.found(findings);
      System.out.println(
          report.text(
              "Faults of seed " + settings.seed() + ":", judge.lostAt(), judge.doubledAt()));
      if (!findings.isEmpty()) {
        System.out.println(target.lastWords());
      }
      return findings;
    }
  }

  private void strikeAll() throws Exception {
    List<Fault> possible = new ArrayList<>();
    for (Fault fault : settings.faults()) {
      String reason = fault.impossible();
      if (reason == null) {
        possible.add(fault);
      } else if (MUST_BE_POSSIBLE) {
        throw new AssertionError(fault.name() + " is not possible here: " + reason);
      } else {
        report.skip(fault.name(), reason);
      }
    }
    long end = System.nanoTime() + Duration.ofSeconds(settings.seconds()).toNanos();
    Deque<Fault> next = new ArrayDeque<>();
    do {
      if (next.isEmpty()) {
        Collections.shuffle(possible, random);
        next.addAll(possible);
      }
      strike(next.pop());
    } while (settings.seconds() == 0 ? !next.isEmpty() : System.nanoTime() < end);
  }

  private void strike(Fault fault) throws Exception {
    Thread.sleep(random.nextInt(settings.mostCalmMs()));
    monitor.take();
    long beganAt = System.currentTimeMillis();
    long began = System.nanoTime();
    long holdMs = Math.min(fault.holdMs(random), settings.mostHoldMs());
    fault.strike(target, new Random(random.nextLong()));
    Thread.sleep(holdMs);
    long ended = System.nanoTime();
    fault.heal(target);
    boolean recovered = probe.passes(RECOVERED_WITHIN);
    double seconds = recovered ? (System.nanoTime() - ended) / 1e9 : -1;
    if (!recovered) {
      findings.add("fault without recovery within " + RECOVERED_WITHIN, fault.name());
      target.end(true);
      target.start();
    }
    Monitor.Seen seen = monitor.take();
    if (fault.leavesProgramAlone() && seen.unanswered() > 0) {
      findings.add("health check without an answer", fault.name() + ": " + seen.unanswered());
    }
    report.add(new Report.Row(fault.name(), beganAt, (ended - began) / 1e9, seconds, seen));
  }
}
