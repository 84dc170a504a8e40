package dev.logtrail.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer that the client reads while more of it is made, compressed if it likes.
 *
 * <p>The server's own compression keeps back what is flushed until a block is full; this one does
 * not.
 */
final class StreamedAnswer {
  private static final Logger LOG = LoggerFactory.getLogger(StreamedAnswer.class);
  private static final int BUFFER = 8 * 1024;

  private final Context ctx;

  /** Null until something is written: till then a fault can still be the whole answer. */
  private OutputStream out;

  /** Something that writes such an answer. */
  interface Body {
    void write(StreamedAnswer out) throws IOException;
  }

  private StreamedAnswer(Context ctx) {
    this.ctx = ctx;
  }

  /**
   * Answers. If the client goes, the body ends with an exception at its next write or flush.
   *
   * @param contentType of the answer
   * @param failure how the answer says at its end that it is not whole
   * @param body writes it; not asked if only the head of the answer is wanted
   * @throws RuntimeException what {@code body} throws before it writes
   */
  static void send(Context ctx, String contentType, Function<Problem, String> failure, Body body) {
    ctx.contentType(contentType);
    if (ctx.method().name().equals("HEAD")) {
      return;
    }
    ctx.header("X-Accel-Buffering", "no"); // A proxy that collects would make it no stream.
    StreamedAnswer answer = new StreamedAnswer(ctx);
    try {
      body.write(answer);
      answer.finish();
    } catch (IOException e) {
      LOG.debug("{} {}: the client left: {}", ctx.method(), ctx.path(), e.getMessage());
    } catch (RuntimeException e) {
      if (answer.out == null) {
        throw e;
      }
      answer.fail(e, failure);
    }
  }

  /** How a text says at its end that it is not whole. */
  static String notAll(Problem problem) {
    return "\nNot all is here: " + problem.detail() + "\n";
  }

  /** Writes a JSON document as one line; nothing if {@code body} writes nothing. */
  void line(Answers.Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JsonValues.FACTORY.createGenerator(bytes)) {
      body.write(json);
    }
    if (bytes.size() > 0) {
      bytes.write('\n');
      bytes.writeTo(out());
    }
  }

  /** Writes text. */
  void text(CharSequence text) throws IOException {
    out().write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Sends what is written; fails if the client has gone. */
  void flush() throws IOException {
    if (out != null) {
      out.flush();
    }
  }

  private OutputStream out() throws IOException {
    if (out == null) {
      OutputStream plain = ctx.res().getOutputStream();
      if (Answers.acceptsGzip(ctx)) {
        ctx.header("Content-Encoding", "gzip");
        out = new GZIPOutputStream(plain, BUFFER, true);
      } else {
        out = plain;
      }
    }
    return out;
  }

  private void finish() throws IOException {
    if (out instanceof GZIPOutputStream gzip) {
      gzip.finish();
    }
    flush();
  }

  /** Status and headers are sent: that it failed can only be said at the end. */
  private void fail(RuntimeException e, Function<Problem, String> failure) {
    LOG.warn("{} {} failed on the way", ctx.method(), ctx.path(), e);
    try {
      text(failure.apply(Faults.problem(e)));
      finish();
    } catch (IOException gone) {
      LOG.debug("the client left before it could be told: {}", gone.getMessage());
    }
  }
}
