package dev.logtrail.api.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;

/** An answer that begins with what is written first: until then a fault can still be a problem. */
public final class StreamedAnswer {
  private final Context ctx;
  private final String contentType;
  private OutputStream out;

  public StreamedAnswer(Context ctx, String contentType) {
    this.ctx = ctx;
    this.contentType = contentType;
  }

  public boolean isBegun() {
    return out != null;
  }

  public void write(byte[] bytes) throws IOException {
    if (out == null) {
      out = Answers.open(ctx, contentType);
    }
    out.write(bytes);
  }

  /** Sends what is written; fails if the client has gone. */
  public void flush() throws IOException {
    if (out != null) {
      out.flush();
    }
  }

  /** Ends what has begun. */
  public void end() throws IOException {
    out.close();
  }
}
