package dev.logtrail.job.inbox;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** One byte: 1 for true. */
final class FlagSerializer implements SimpleVersionedSerializer<Boolean> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(Boolean flag) {
    return new byte[] {(byte) (flag ? 1 : 0)};
  }

  @Override
  public Boolean deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION || serialized.length != 1) {
      throw new IOException("not the state of an inbox enumerator: version " + version);
    }
    return serialized[0] == 1;
  }
}
