package dev.logtrail.payload.bytes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Walks over JSON objects that follow each other: one, several with or without white space between,
 * or the elements of an array. After something that is not JSON it goes on at the next line that
 * begins with a brace, so that one damaged object costs only itself.
 */
public final class JsonDocuments {

  /** What is done with each object, and with what lies between them. */
  public interface Handler {
    /**
     * Reads one object; the parser stands on its START_OBJECT and is left on its END_OBJECT. An
     * exception of the parser makes the stretch from the last mark malformed.
     */
    void object(JsonParser p, JsonDocuments documents) throws IOException;

    /** Takes a stretch that holds no whole JSON object. */
    void malformed(String complaint, Bytes stretch);
  }

  private final Handler handler;
  private Bytes in;

  /** Whether what is not UTF-8 is repaired while it is read, and how far that is. */
  private boolean repairs;

  private Utf8Repair repair;

  /** Whether reading resumes between the elements of an array. */
  private boolean inArray;

  /** Offsets in {@link #in}: what lies before is taken; where reading it failed. */
  private int mark;

  private int failedAt;

  private JsonDocuments(Bytes in, Handler handler) {
    this.in = in;
    this.handler = handler;
  }

  /** Documents to look into with a parser of one's own. */
  public static JsonDocuments of(Bytes in) {
    return new JsonDocuments(in, null);
  }

  public static void each(Bytes in, Handler handler) {
    try {
      new JsonDocuments(in, handler).walk();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /**
   * How many of the first bytes are whole objects for sure that follow each other, with or without
   * white space between.
   *
   * @return 0 if the bytes do not begin with one, or it does not end in them
   */
  public static int wholeObjects(Bytes in) {
    int whole = 0;
    for (int i = 0; i < in.length(); i++) {
      if (in.at(i) == '{') {
        i = RawJson.end(in, i) - 1;
        whole = i + 1 < in.length() ? i + 1 : whole;
      } else if (!Bytes.isBlank(in.at(i))) {
        break;
      }
    }
    return whole;
  }

  /** What comes before the parser's current token is taken and can no longer become malformed. */
  public void mark(JsonParser p) {
    mark = tokenStart(p);
  }

  /** Where the parser's current token begins, as an offset for {@link #stretch}. */
  public int tokenStart(JsonParser p) {
    long start = Math.max(0, p.currentTokenLocation().getByteOffset());
    return repair == null ? (int) start : repair.start(start);
  }

  /** The bytes from offset {@code start} to the current token's end. */
  public Bytes stretch(int start, JsonParser p) {
    return in.slice(start, Math.max(start, end(p)));
  }

  /** The same documents from offset {@code start} on: to look ahead. */
  public JsonDocuments again(int start) {
    JsonDocuments again = new JsonDocuments(in.slice(start, in.length()), handler);
    again.repairs = repairs;
    return again;
  }

  /** A parser at the beginning. */
  public JsonParser parser() throws IOException {
    repair = repairs ? new Utf8Repair(in) : null;
    return repair == null ? JsonInput.parser(in) : JsonInput.FACTORY.createParser(repair);
  }

  /**
   * The current value as {@link JsonInput#text} gives it. Of one that is longer than {@code most}
   * characters only the beginning is read, so much of it that whoever knows the limit sees that it
   * is longer.
   */
  public String text(JsonParser p, int most) throws IOException {
    int start = tokenStart(p);
    if (in.length() - start <= most) {
      return JsonInput.text(p);
    }
    if (p.currentToken().isStructStart()) {
      return compact(p, most);
    }
    Bytes raw = in.slice(start, RawJson.end(in, start));
    boolean isLonger = raw.length() - 2 > most && RawJson.chars(raw) - 2 > most;
    return isLonger ? raw.slice(1, most + 2).text() : JsonInput.text(p);
  }

  /** The current value as {@link JsonInput#compact} gives it, with the same about its length. */
  public String compact(JsonParser p, int most) throws IOException {
    int start = tokenStart(p);
    int length = in.length() - start <= most ? 0 : RawJson.end(in, start) - start;
    if (length <= most) {
      return JsonInput.compact(p);
    }
    String beginning = in.slice(start, start + most + 1).text();
    p.skipChildren();
    return beginning;
  }

  /** How many bytes the value takes on which the parser stands; at most {@code most} + 1. */
  public int length(JsonParser p, int most) {
    int start = tokenStart(p);
    int rest = in.length() - start;
    return Math.min(rest <= most ? rest : RawJson.end(in, start) - start, most + 1);
  }

  /** The base64 that the string holds on which the parser stands. */
  public Base64Text base64(JsonParser p, DecodingRoom room) throws IOException {
    int start = tokenStart(p);
    Bytes raw = in.slice(start + 1, RawJson.end(in, start) - 1);
    return new Base64Text(raw.indexOf('\\', 0) < 0 ? raw : unescaped(p), room);
  }

  /** Few write a slash with a backslash before it, or a plus by its number. */
  private static Bytes unescaped(JsonParser p) throws IOException {
    return Bytes.of(p.getText().getBytes(StandardCharsets.UTF_8));
  }

  private void walk() throws IOException {
    skipBlanks();
    while (!in.isEmpty()) {
      String complaint = parse();
      if (complaint == null) {
        return;
      }
      recover(complaint);
      skipBlanks();
    }
  }

  /** Reads until the end (null) or until something is wrong (what). */
  private String parse() throws IOException {
    mark = 0;
    JsonParser p = parser();
    int depth = 0;
    boolean elements = false;
    try {
      for (JsonToken token = p.nextToken(); token != null; token = p.nextToken()) {
        if (depth == 0 || token == JsonToken.START_OBJECT) {
          mark(p);
        }
        switch (token) {
          case START_OBJECT -> {
            elements = depth > 0;
            handler.object(p, this);
            mark = end(p);
          }
          case START_ARRAY -> depth++;
          case END_ARRAY -> depth--;
          default -> {
            failedAt = end(p);
            return "not a JSON object but " + token.name().toLowerCase(Locale.ROOT);
          }
        }
      }
      return null;
    } catch (JsonProcessingException e) {
      failedAt = end(p);
      return JsonInput.complaint(e);
    } finally {
      inArray |= elements && depth > 0;
      p.close();
    }
  }

  private void recover(String complaint) {
    Bytes rest = in.slice(mark, in.length());
    in = rest;
    if (skipSeparators()) {
      return;
    }
    if (!repairs && Utf8Repair.isNeeded(rest)) {
      repairs = true;
      return;
    }
    int next = nextObjectLine(rest, Math.max(1, failedAt - mark));
    handler.malformed(complaint, rest.slice(0, next));
    in = rest.slice(next, rest.length());
  }

  /** Where the next line that begins with a brace starts: that of {@code from}, or a later one. */
  private static int nextObjectLine(Bytes bytes, int from) {
    int start = Math.min(from, bytes.length()) - 1;
    while (start > 0 && bytes.at(start) != '\n') {
      start--;
    }
    for (int nl = bytes.indexOf('\n', start); nl >= 0; nl = bytes.indexOf('\n', nl + 1)) {
      if (nl + 1 < bytes.length() && bytes.at(nl + 1) == '{') {
        return nl + 1;
      }
    }
    return bytes.length();
  }

  private void skipBlanks() {
    skipSeparators();
    int i = 0;
    while (i < in.length() && Bytes.isBlank(in.at(i))) {
      i++;
    }
    in = in.slice(i, in.length());
  }

  /** Skips what separates an array's elements, or ends it; white space alone stays. */
  private boolean skipSeparators() {
    int end = 0;
    for (int i = 0; inArray && i < in.length(); i++) {
      byte b = in.at(i);
      if (b == ',' || b == ']') {
        end = i + 1;
        inArray = b == ',';
      } else if (!Bytes.isBlank(b)) {
        break;
      }
    }
    in = in.slice(end, in.length());
    return end > 0;
  }

  private int end(JsonParser p) {
    long end = Math.max(0, p.currentLocation().getByteOffset());
    return repair == null ? (int) end : repair.end(end);
  }
}
