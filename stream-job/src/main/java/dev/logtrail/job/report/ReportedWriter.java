package dev.logtrail.job.report;

import dev.logtrail.store.Flush;
import dev.logtrail.store.StreamContext;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.trail.LogStream;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** A writer that tells when it is closed. */
final class ReportedWriter implements TrailWriter {
  private final TrailWriter writer;
  private final Runnable onClose;
  private boolean closed;

  ReportedWriter(TrailWriter writer, Runnable onClose) {
    this.writer = writer;
    this.onClose = onClose;
  }

  @Override
  public long epoch() {
    return writer.epoch();
  }

  @Override
  public long nextTrailId() {
    return writer.nextTrailId();
  }

  @Override
  public long flush(Flush flush) {
    return writer.flush(flush);
  }

  @Override
  public StreamContext streamContext(
      LogStream stream, long from, long to, Set<String> requestIds, int contextRequests) {
    return writer.streamContext(stream, from, to, requestIds, contextRequests);
  }

  @Override
  public Map<LogStream, StreamContext> smallStreams(Collection<LogStream> streams) {
    return writer.smallStreams(streams);
  }

  @Override
  public void close() {
    try {
      writer.close();
    } finally {
      if (!closed) {
        closed = true;
        onClose.run();
      }
    }
  }
}
