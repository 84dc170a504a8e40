package dev.logtrail.ingest.source.cloudwatch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Version 1: account, region, name, the position's text. */
final class GroupSplitSerializer implements SimpleVersionedSerializer<GroupSplit> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(GroupSplit split) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(split.group().account());
    out.writeUTF(split.group().region());
    out.writeUTF(split.group().name());
    out.writeUTF(split.position().text());
    return bytes.toByteArray();
  }

  @Override
  public GroupSplit deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "a log group's position of version " + version + "; this program reads " + VERSION);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    LogGroup group = new LogGroup(in.readUTF(), in.readUTF(), in.readUTF());
    try {
      return new GroupSplit(group, GroupPosition.parse(in.readUTF()));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
