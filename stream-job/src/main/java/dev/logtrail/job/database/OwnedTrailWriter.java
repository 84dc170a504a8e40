package dev.logtrail.job.database;

import dev.logtrail.store.Flush;
import dev.logtrail.store.StreamContext;
import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.postgres.Database;
import dev.logtrail.trail.LogStream;
import java.util.Set;

/** A writer that closes its task's connections when it is closed. */
record OwnedTrailWriter(TrailWriter writer, Database database) implements TrailWriter {
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
      LogStream stream, long from, long to, Set<String> requestIds, int spread) {
    return writer.streamContext(stream, from, to, requestIds, spread);
  }

  @Override
  public void close() {
    try (database) {
      writer.close();
    }
  }
}
