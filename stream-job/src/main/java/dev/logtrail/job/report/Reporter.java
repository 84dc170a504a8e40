package dev.logtrail.job.report;

import dev.logtrail.store.FaultLog;
import dev.logtrail.store.process.ProcessRow;
import dev.logtrail.store.process.Processes;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * Writes what this process does into the store every two seconds, on a thread of its own, and reads
 * what the others do.
 */
public final class Reporter implements AutoCloseable {
  private static final long EVERY_MS = 2_000;
  private static final int CLOSE_WITHIN_S = 5;

  private final Processes processes;
  private final String name;
  private final String parts;
  private final Supplier<ProcessReport> report;
  private final boolean reads;
  private final FaultLog faults =
      new FaultLog(
          LoggerFactory.getLogger(Reporter.class), "Telling other processes what this one does");
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread reporter = new Thread(task, "process-report");
            reporter.setDaemon(true);
            return reporter;
          });
  private volatile List<OtherProcess> others = List.of();

  /**
   * What another process told last.
   *
   * @param row the process
   * @param report what it told
   */
  public record OtherProcess(ProcessRow row, ProcessReport report) {}

  private Reporter(
      Processes processes,
      String name,
      String parts,
      Supplier<ProcessReport> report,
      boolean reads) {
    this.processes = processes;
    this.name = name;
    this.parts = parts;
    this.report = report;
    this.reads = reads;
  }

  /**
   * Begins, and returns at once.
   *
   * @param processes closed with this
   * @param name where this process runs
   * @param parts what it does, in words with commas
   * @param reads whether the others are of interest here
   */
  public static Reporter start(
      Processes processes,
      String name,
      String parts,
      Supplier<ProcessReport> report,
      boolean reads) {
    Reporter reporter = new Reporter(processes, name, parts, report, reads);
    reporter.thread.scheduleWithFixedDelay(reporter::turn, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    return reporter;
  }

  private void turn() {
    try {
      processes.report(name, parts, ReportJson.write(report.get()));
      if (reads) {
        others =
            processes.others().stream()
                .map(row -> new OtherProcess(row, ReportJson.read(row.report())))
                .filter(other -> other.report() != null)
                .toList();
      }
      faults.worked();
    } catch (RuntimeException e) {
      // An exception that leaves it would silently end the schedule.
      failed(e);
    }
  }

  private void failed(RuntimeException e) {
    if (!thread.isShutdown()) {
      faults.failed(e);
    }
  }

  /** The other processes, as they told a moment ago; never waits. */
  public List<OtherProcess> others() {
    return others;
  }

  /** Ends it, and takes this process off the list. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(CLOSE_WITHIN_S, TimeUnit.SECONDS)) {
        return; // The database hangs: the row ages by itself.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    processes.close();
  }
}
