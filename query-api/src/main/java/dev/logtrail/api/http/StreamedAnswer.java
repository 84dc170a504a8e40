package dev.logtrail.api.http;

import io.javalin.http.Context;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An answer that is sent while it is made. Status and headers go out with the first byte; until
 * then a fault can still be answered with a problem. Not thread-safe.
 */
public final class StreamedAnswer {
  private final Context ctx;
  private final String contentType;
  private OutputStream out;

  /**
   * An answer of which nothing is sent yet.
   *
   * @param contentType of its body
   */
  public StreamedAnswer(Context ctx, String contentType) {
    this.ctx = ctx;
    this.contentType = contentType;
  }

  /** Whether anything was written: status and headers can no longer change. */
  public boolean isBegun() {
    return out != null;
  }

  /** Writes a part, and begins the answer if it is the first; fails if the client has gone. */
  public void write(byte[] bytes) throws IOException {
    if (out == null) {
      out = Answers.open(ctx, contentType);
    }
    out.write(bytes);
  }

  /**
   * Writes text in UTF-8, some of which waits in the writer until it is flushed; closing it ends
   * the answer. The answer begins with the first text that leaves the writer.
   */
  public Writer writer() {
    OutputStream bytes =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            StreamedAnswer.this.write(new byte[] {(byte) b});
          }

          @Override
          public void write(byte[] part, int from, int length) throws IOException {
            StreamedAnswer.this.write(Arrays.copyOfRange(part, from, from + length));
          }

          @Override
          public void close() throws IOException {
            StreamedAnswer.this.write(new byte[0]);
            end();
          }
        };
    return new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
  }

  /** Sends what is written; fails if the client has gone. */
  public void flush() throws IOException {
    if (out != null) {
      out.flush();
    }
  }

  /** Ends an answer that has begun. */
  public void end() throws IOException {
    out.close();
  }
}
