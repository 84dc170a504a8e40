package dev.logtrail.job.inbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Version 1: the number of writers, then writer and position of each, by writer. */
final class InboxSplitSerializer implements SimpleVersionedSerializer<InboxSplit> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(InboxSplit split) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(split.positions().size());
    for (Map.Entry<Integer, Long> position : new TreeMap<>(split.positions()).entrySet()) {
      out.writeInt(position.getKey());
      out.writeLong(position.getValue());
    }
    return bytes.toByteArray();
  }

  @Override
  public InboxSplit deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "an inbox position of version " + version + "; this program reads version " + VERSION);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    Map<Integer, Long> positions = new HashMap<>();
    int n = in.readInt();
    for (int i = 0; i < n; i++) {
      positions.put(in.readInt(), in.readLong());
    }
    return new InboxSplit(positions);
  }
}
