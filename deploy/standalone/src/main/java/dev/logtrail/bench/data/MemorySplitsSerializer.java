package dev.logtrail.bench.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Positions, one a line. */
final class MemorySplitsSerializer
    implements SimpleVersionedSerializer<Collection<MemorySource.Split>> {
  private final MemorySplitSerializer one = new MemorySplitSerializer();

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(Collection<MemorySource.Split> splits) {
    return splits.stream()
        .map(split -> new String(one.serialize(split), StandardCharsets.UTF_8))
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Collection<MemorySource.Split> deserialize(int version, byte[] bytes) {
    return Arrays.stream(new String(bytes, StandardCharsets.UTF_8).split("\n"))
        .filter(line -> !line.isEmpty())
        .map(line -> one.deserialize(version, line.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }
}
