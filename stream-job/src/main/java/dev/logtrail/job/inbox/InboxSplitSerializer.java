package dev.logtrail.job.inbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Version 2: writer and position. Version 1 held all writers in one split; its checkpoints can
 * still be restored, and what they say of the inbox is not used.
 */
final class InboxSplitSerializer implements SimpleVersionedSerializer<InboxSplit> {
  private static final int VERSION = 2;
  private static final int OLD_VERSION = 1;
  private static final InboxSplit OLD = InboxSplit.of(0);

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(InboxSplit split) {
    return ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
        .putInt(split.writer())
        .putLong(split.position())
        .array();
  }

  @Override
  public InboxSplit deserialize(int version, byte[] serialized) throws IOException {
    if (version == OLD_VERSION) {
      return OLD;
    }
    if (version != VERSION) {
      throw new IOException(
          "an inbox position of version " + version + "; this program reads version " + VERSION);
    }
    if (serialized.length != Integer.BYTES + Long.BYTES) {
      throw new IOException("an inbox position of " + serialized.length + " bytes; right are 12");
    }
    ByteBuffer bytes = ByteBuffer.wrap(serialized);
    return new InboxSplit(bytes.getInt(), bytes.getLong());
  }
}
