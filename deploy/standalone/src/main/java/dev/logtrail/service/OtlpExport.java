package dev.logtrail.service;

import dev.logtrail.api.otlp.OtlpExporter;
import dev.logtrail.api.otlp.OtlpMetrics;
import dev.logtrail.api.otlp.OtlpSettings;
import dev.logtrail.job.report.ProcessName;
import dev.logtrail.store.StoreException;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.structured.convention.Conventions;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that exports trails by OTLP, until it is closed. */
final class OtlpExport implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OtlpExport.class);
  private static final long AFTER_FAULT_MS = 10_000;
  private static final long CLOSE_MS = 5_000;

  private final OtlpExporter exporter;
  private final Thread thread;

  private OtlpExport(OtlpExporter exporter) {
    this.exporter = exporter;
    this.thread = new Thread(this::run, "otlp-export");
    thread.setDaemon(true);
  }

  /**
   * Starts one.
   *
   * @param metrics shows what was sent
   */
  static OtlpExport start(
      OtlpSettings settings,
      Database database,
      ChangeFeed feed,
      Conventions conventions,
      PrometheusRegistry metrics) {
    OtlpExporter exporter =
        new OtlpExporter(
            settings,
            database.reader(),
            feed,
            database.exportState("otlp"),
            ProcessName.here(),
            conventions,
            Clock.systemUTC());
    exporter.begin();
    OtlpMetrics.register(metrics, exporter.figures());
    LOG.info("Trails are handed to {} once they are closed", settings.endpoint());
    OtlpExport export = new OtlpExport(exporter);
    export.thread.start();
    return export;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(turn());
      }
    } catch (InterruptedException e) {
      LOG.debug("the export has ended");
    }
  }

  private long turn() throws InterruptedException {
    try {
      return exporter.turn();
    } catch (RuntimeException e) {
      // An exception that leaves the thread would silently end the export.
      LOG.error("The export by OTLP failed; it goes on in a moment", e);
      return AFTER_FAULT_MS;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(CLOSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      exporter.release();
    } catch (StoreException e) {
      LOG.debug("the right to export ends by itself", e);
    }
  }
}
