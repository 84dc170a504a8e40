package dev.logtrail.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.logtrail.limit.AnswerMemory;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.text.JsonText;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** How answers are written, and which form a client wants. */
public final class Answers {
  /** The media types of answers. */
  static final String JSON = "application/json";

  public static final String NDJSON = "application/x-ndjson";
  public static final String TEXT = "text/plain; charset=utf-8";

  private static final int GZIP_BUFFER = 8_192;

  private Answers() {}

  /** Answers with a JSON document made in memory, so that a fault on the way is still a problem. */
  public static void json(Context ctx, JsonText.Fields body) throws IOException {
    // In pieces: an array that grows is copied again and again, and soon too large to be moved.
    ByteArrayBuilder bytes = new ByteArrayBuilder(4096);
    try (JsonGenerator out = JsonText.FACTORY.createGenerator(bytes)) {
      body.write(out);
    }
    ctx.contentType(JSON).result(bytes.toByteArray());
  }

  /** Answers with a JSON document of trails: made in memory where they are small, else streamed. */
  public static void jsonOrStream(Context ctx, JsonText.Fields body) throws IOException {
    if (AnswerMemory.held() > ServerLimits.ANSWER_STREAM_BYTES) {
      stream(ctx, body);
    } else {
      json(ctx, body);
    }
  }

  /**
   * Answers with a JSON document written while it is made: for what may not fit into memory. A
   * fault on the way cuts it off.
   */
  public static void stream(Context ctx, JsonText.Fields body) throws IOException {
    stream(ctx, JSON, body);
  }

  /** The same of a media type that is JSON beneath. */
  public static void stream(Context ctx, String mediaType, JsonText.Fields body)
      throws IOException {
    JsonGenerator out = JsonText.FACTORY.createGenerator(open(ctx, mediaType));
    body.write(out);
    out.close(); // Only when it is whole: closed after a fault it would look as if it were.
  }

  /**
   * Begins an answer that is written while it is made; compressed if the client takes that, and
   * whatever is flushed arrives.
   */
  static OutputStream open(Context ctx, String contentType) throws IOException {
    ctx.contentType(contentType);
    OutputStream out = ctx.res().getOutputStream();
    if (!takesGzip(ctx.header("Accept-Encoding"))) {
      return out;
    }
    ctx.header("Content-Encoding", "gzip");
    return new GZIPOutputStream(out, GZIP_BUFFER, true);
  }

  private static boolean takesGzip(String accept) {
    if (accept == null) {
      return false;
    }
    for (String coding : accept.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = coding.strip().split("\\s*;\\s*", -1);
      if (parts[0].equals("gzip")) {
        return q(parts) > 0;
      }
    }
    return false;
  }

  /**
   * Whether the client asks for NDJSON. Who names JSON no less is answered with that: generated
   * clients name all that a route answers with, and read the first.
   */
  public static boolean wantsNdjson(Context ctx) {
    String accept = ctx.header("Accept");
    double lines = named(accept, NDJSON);
    return lines > 0 && lines > named(accept, JSON);
  }

  /**
   * The q that an Accept header gives a media type by its name, not by a range such as {@code
   * application/*}; 0 if it does not.
   *
   * @param accept null if none was sent
   */
  public static double named(String accept, String mediaType) {
    String[] type = mediaType.split("/");
    boolean named = accept != null && accept.toLowerCase(Locale.ROOT).contains(mediaType);
    return named ? quality(accept, type[0], type[1]) : 0;
  }

  /** Tells caches of one more header of the request that the answer depends on. */
  public static void vary(Context ctx, String name) {
    Exchange.of(ctx).vary(name);
  }

  /** Answers with a problem. */
  static void problem(Context ctx, Problem problem) {
    problem.headers().forEach(ctx::header);
    ctx.status(problem.status()).contentType(Problem.CONTENT_TYPE).result(problem.json());
  }

  /**
   * Whether the client prefers the readable form to JSON.
   *
   * @throws ProblemException 406 if it takes neither
   */
  public static boolean wantsText(Context ctx) {
    String accept = ctx.header("Accept");
    if (accept == null || accept.isBlank()) {
      return false;
    }
    double json = quality(accept, "application", "json");
    double text = quality(accept, "text", "plain");
    if (json <= 0 && text <= 0) {
      throw new ProblemException(
          406,
          "Accept is '" + accept + "': this route answers with application/json or text/plain.");
    }
    return text > json;
  }

  /** The q that an Accept header gives a type; the most specific range that matches decides. */
  private static double quality(String accept, String type, String subtype) {
    double quality = 0;
    int rank = 0;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = range.strip().split("\\s*;\\s*", -1);
      int matches =
          parts[0].equals(type + "/" + subtype)
              ? 3
              : parts[0].equals(type + "/*") ? 2 : parts[0].equals("*/*") ? 1 : 0;
      if (matches > rank) {
        rank = matches;
        quality = q(parts);
      }
    }
    return quality;
  }

  private static double q(String[] parts) {
    for (String part : parts) {
      if (part.startsWith("q=")) {
        try {
          return Double.parseDouble(part.substring(2));
        } catch (NumberFormatException e) {
          return 0; // A range whose weight cannot be read is not asked for.
        }
      }
    }
    return 1;
  }
}
