package dev.logtrail.job.record;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a checkpoint says of the bytes of job records: the version of their format, and nothing
 * else. Whoever changes what {@link JobRecordSerializer} writes raises {@link #VERSION} and reads
 * the older ones too, or refuses them here.
 */
public final class JobRecordSnapshot implements TypeSerializerSnapshot<JobRecord> {
  /** The format that is written. */
  static final int VERSION = 1;

  /** For Flink. */
  public JobRecordSnapshot() {}

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) {
    // The version, which Flink writes, says it all.
  }

  @Override
  public void readSnapshot(int version, DataInputView in, ClassLoader classLoader)
      throws IOException {
    if (version != VERSION) {
      throw new IOException(
          ("job records of version %d in the checkpoint or savepoint; this program reads version"
                  + " %d. Start the version of Logtrail that wrote them, or start without the"
                  + " savepoint: what was read and not stored is read again")
              .formatted(version, VERSION));
    }
  }

  @Override
  public TypeSerializer<JobRecord> restoreSerializer() {
    return JobRecordSerializer.INSTANCE;
  }

  @Override
  public TypeSerializerSchemaCompatibility<JobRecord> resolveSchemaCompatibility(
      TypeSerializerSnapshot<JobRecord> older) {
    return older instanceof JobRecordSnapshot
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
