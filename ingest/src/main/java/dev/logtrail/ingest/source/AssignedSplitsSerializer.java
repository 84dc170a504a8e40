package dev.logtrail.ingest.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Version 1: the number of keys, and the keys in order. */
public final class AssignedSplitsSerializer implements SimpleVersionedSerializer<AssignedSplits> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(AssignedSplits groups) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(groups.keys().size());
    for (String key : new TreeSet<>(groups.keys())) {
      out.writeUTF(key);
    }
    return bytes.toByteArray();
  }

  @Override
  public AssignedSplits deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException("splits of version " + version + "; this program reads " + VERSION);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    Set<String> keys = new HashSet<>();
    int n = in.readInt();
    for (int i = 0; i < n; i++) {
      keys.add(in.readUTF());
    }
    return new AssignedSplits(keys);
  }
}
