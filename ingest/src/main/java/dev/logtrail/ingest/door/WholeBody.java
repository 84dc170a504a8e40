package dev.logtrail.ingest.door;

import java.io.ByteArrayInputStream;

/** A body that a server has read to its end already: a door need not copy it. */
public final class WholeBody extends ByteArrayInputStream {

  /** The bytes as sent; not copied. */
  public WholeBody(byte[] bytes) {
    super(bytes);
  }

  /** All of it. */
  byte[] bytes() {
    return buf;
  }
}
