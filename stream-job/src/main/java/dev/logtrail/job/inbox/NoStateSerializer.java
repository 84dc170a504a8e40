package dev.logtrail.job.inbox;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** No byte, since version 2. Version 1 told in one byte whether the only split was given. */
final class NoStateSerializer implements SimpleVersionedSerializer<NoState> {
  private static final int VERSION = 2;
  private static final byte[] NOTHING = {};

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(NoState state) {
    return NOTHING;
  }

  @Override
  public NoState deserialize(int version, byte[] serialized) throws IOException {
    if (version > VERSION) {
      throw new IOException(
          "the state of an inbox enumerator of version "
              + version
              + "; this program reads version "
              + VERSION);
    }
    return NoState.NONE;
  }
}
