package dev.logtrail.ingest.source.kinesis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Version 1: stream, shard, account, region, the position's text, one byte: 1 for finished. */
final class KinesisSplitSerializer implements SimpleVersionedSerializer<KinesisSplit> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(KinesisSplit split) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(split.stream());
    out.writeUTF(split.shardId());
    out.writeUTF(split.account());
    out.writeUTF(split.region());
    out.writeUTF(split.position().text());
    out.writeBoolean(split.finished());
    return bytes.toByteArray();
  }

  @Override
  public KinesisSplit deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "a shard's position of version " + version + "; this program reads version " + VERSION);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    try {
      return new KinesisSplit(
          in.readUTF(),
          in.readUTF(),
          in.readUTF(),
          in.readUTF(),
          ShardPosition.parse(in.readUTF()),
          in.readBoolean());
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
