package dev.logtrail.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.text.JsonText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An RFC 9457 problem: what was wrong with a request, and what would be right.
 *
 * @param status the HTTP status
 * @param title the status in words, the same for each problem of that status
 * @param detail what was wrong this time, and what would be right
 * @param headers response headers that belong to it, such as {@code Retry-After}
 * @param fault the place in a parameter that could not be read; null if it is about none
 */
public record Problem(
    int status, String title, String detail, Map<String, String> headers, Fault fault) {
  static final String CONTENT_TYPE = "application/problem+json";

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(406, "Not Acceptable"),
          Map.entry(408, "Request Timeout"),
          Map.entry(409, "Conflict"),
          Map.entry(413, "Content Too Large"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(421, "Misdirected Request"),
          Map.entry(426, "Upgrade Required"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(501, "Not Implemented"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"));

  /**
   * A place in a parameter that could not be read.
   *
   * @param parameter its name
   * @param column the character of its value, counted from 1; one past the end if something is
   *     missing
   * @param reason what is wrong there
   * @param example a value that can be read
   */
  public record Fault(String parameter, int column, String reason, String example) {}

  public Problem {
    headers = Map.copyOf(headers);
  }

  /** A problem without headers of its own. */
  public static Problem of(int status, String detail) {
    return new Problem(status, TITLES.getOrDefault(status, "Error"), detail, Map.of(), null);
  }

  /** A problem of a parameter's value, whose fault has a place. */
  public static Problem of(int status, String detail, Fault fault) {
    Problem problem = of(status, detail);
    return new Problem(status, problem.title, detail, Map.of(), fault);
  }

  /** The same with one more response header. */
  public Problem with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Problem(status, title, detail, more, fault);
  }

  /** The document. */
  byte[] json() {
    return JsonText.objectBytes(this::fields);
  }

  /** Its fields, into an object that is open. */
  public void fields(JsonGenerator out) throws IOException {
    out.writeStringField("type", "about:blank");
    out.writeStringField("title", title);
    out.writeNumberField("status", status);
    out.writeStringField("detail", detail);
    if (fault != null) {
      out.writeObjectFieldStart("fault");
      out.writeStringField("parameter", fault.parameter());
      out.writeNumberField("column", fault.column());
      out.writeStringField("reason", fault.reason());
      out.writeStringField("example", fault.example());
      out.writeEndObject();
    }
  }
}
