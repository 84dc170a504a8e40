package dev.logtrail.ingest.source.s3;

import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An object's bytes: where the connection ends early, another one goes on from there. */
final class WholeObject extends InputStream {
  private static final Logger LOG = LoggerFactory.getLogger(WholeObject.class);
  private static final int CONNECTIONS = 5;

  private final S3Api api;
  private final S3Object object;
  private InputStream in;
  private long offset;
  private int left = CONNECTIONS;

  WholeObject(S3Api api, S3Object object) throws IOException {
    this.api = api;
    this.object = object;
    this.in = api.open(object, 0);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    while (true) {
      IOException fault = null;
      try {
        int n = in.read(target, from, length);
        if (n >= 0) {
          offset += n;
          return n;
        }
        if (offset >= object.bytes()) {
          return -1;
        }
      } catch (IOException e) {
        fault = e;
      }
      if (--left == 0) {
        throw new IOException(
            "the connection ended %d times, last at byte %d of %d"
                .formatted(CONNECTIONS, offset, object.bytes()),
            fault);
      }
      LOG.debug("{} goes on at byte {}", object.key(), offset, fault);
      closeQuietly();
      in = api.open(object, offset);
    }
  }

  private void closeQuietly() {
    try {
      in.close();
    } catch (IOException e) {
      LOG.debug("closing a connection that ended", e);
    }
  }

  @Override
  public void close() {
    closeQuietly();
  }
}
