package dev.logtrail.job.report;

import dev.logtrail.job.database.DatabaseAccess;
import dev.logtrail.store.TrailWriter;
import java.time.Clock;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * While tasks of the job run in a process that is nothing else, such as a TaskManager, it tells the
 * others what they store.
 */
public final class TaskReports {
  private static final String PARTS = "flink taskmanager";

  private static Reporter reporter;
  private static int tasks;

  private TaskReports() {}

  /**
   * The same writers, each of which has its process tell what it does for as long as it is open.
   */
  public static SerializableSupplier<TrailWriter> with(
      DatabaseAccess access, SerializableSupplier<TrailWriter> writers) {
    return () -> {
      TrailWriter writer = writers.get();
      try {
        begin(access);
      } catch (RuntimeException e) {
        writer.close();
        throw e;
      }
      return new ReportedWriter(writer, TaskReports::end);
    };
  }

  private static synchronized void begin(DatabaseAccess access) {
    if (tasks == 0) {
      Clock clock = Clock.systemUTC();
      reporter =
          Reporter.start(
              access.processes().get(),
              ProcessName.here(),
              PARTS,
              () -> ProcessReport.here(null, null, null, clock.millis()),
              false);
    }
    tasks++;
  }

  private static synchronized void end() {
    if (--tasks == 0) {
      reporter.close();
    }
  }
}
