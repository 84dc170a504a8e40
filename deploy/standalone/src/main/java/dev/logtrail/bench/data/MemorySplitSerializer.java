package dev.logtrail.bench.data;

import java.nio.charset.StandardCharsets;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A memory source's position as {@code position name}; it never outlives the process. */
final class MemorySplitSerializer implements SimpleVersionedSerializer<MemorySource.Split> {
  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(MemorySource.Split split) {
    return (split.from() + " " + split.name()).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public MemorySource.Split deserialize(int version, byte[] bytes) {
    String[] parts = new String(bytes, StandardCharsets.UTF_8).split(" ", 2);
    return new MemorySource.Split(parts[1], Integer.parseInt(parts[0]));
  }
}
