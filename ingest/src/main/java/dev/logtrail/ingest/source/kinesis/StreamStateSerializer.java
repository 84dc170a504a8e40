package dev.logtrail.ingest.source.kinesis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Version 1: the number of streams; for each its name, when it was made, its origin's text, the
 * number of assigned shards and their ids, the number of finished shards and their ids.
 */
final class StreamStateSerializer implements SimpleVersionedSerializer<StreamState> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(StreamState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(state.streams().size());
    for (Map.Entry<String, StreamState.Shards> stream : state.sorted().entrySet()) {
      out.writeUTF(stream.getKey());
      out.writeLong(stream.getValue().createdMs());
      out.writeUTF(stream.getValue().origin().text());
      write(out, stream.getValue().assigned());
      write(out, stream.getValue().finished());
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Set<String> shards) throws IOException {
    out.writeInt(shards.size());
    for (String shard : StreamState.sorted(shards)) {
      out.writeUTF(shard);
    }
  }

  @Override
  public StreamState deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "the shards of streams, version " + version + "; this program reads version " + VERSION);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    Map<String, StreamState.Shards> streams = new HashMap<>();
    int n = in.readInt();
    for (int i = 0; i < n; i++) {
      String name = in.readUTF();
      long createdMs = in.readLong();
      ShardPosition origin = position(in.readUTF());
      streams.put(name, new StreamState.Shards(createdMs, origin, read(in), read(in)));
    }
    return new StreamState(streams);
  }

  private static ShardPosition position(String text) throws IOException {
    try {
      return ShardPosition.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Set<String> read(DataInputStream in) throws IOException {
    Set<String> shards = new HashSet<>();
    int n = in.readInt();
    for (int i = 0; i < n; i++) {
      shards.add(in.readUTF());
    }
    return shards;
  }
}
