package dev.logtrail.api;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;

/** The body of a request to a route, as one that comes to a door: no thread waits for it. */
final class ServletSource implements Content.Source, ReadListener {
  private static final int CHUNK_BYTES = 8 << 10;

  private final ServletInputStream in;
  private boolean listening;
  private boolean finished;
  private Throwable failure;
  private Runnable demand;

  ServletSource(ServletInputStream in) {
    this.in = in;
  }

  @Override
  public Content.Chunk read() {
    synchronized (this) {
      if (failure != null) {
        return Content.Chunk.from(failure, true);
      }
      if (finished) {
        return Content.Chunk.EOF;
      }
      if (!listening) {
        return null;
      }
    }
    try {
      if (!in.isReady()) {
        return null;
      }
      byte[] bytes = new byte[CHUNK_BYTES];
      int n = in.read(bytes);
      return n < 0 ? Content.Chunk.EOF : Content.Chunk.from(ByteBuffer.wrap(bytes, 0, n), false);
    } catch (IOException e) {
      return Content.Chunk.from(e, true);
    }
  }

  @Override
  public void demand(Runnable callback) {
    boolean begins;
    synchronized (this) {
      demand = callback;
      begins = !listening;
      listening = true;
    }
    if (begins) {
      in.setReadListener(this);
    }
  }

  @Override
  public void onDataAvailable() {
    called();
  }

  @Override
  public void onAllDataRead() {
    synchronized (this) {
      finished = true;
    }
    called();
  }

  @Override
  public void onError(Throwable cause) {
    fail(cause);
  }

  @Override
  public void fail(Throwable cause) {
    synchronized (this) {
      failure = cause;
    }
    called();
  }

  private void called() {
    Runnable callback;
    synchronized (this) {
      callback = demand;
      demand = null;
    }
    if (callback != null) {
      callback.run();
    }
  }
}
