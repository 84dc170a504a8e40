package dev.logtrail.cli.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.logtrail.text.Counted;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what the server accepted, dropped and refused of a replay. Thread-safe. */
public final class ReplayTally {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Map<String, Long> refused = new LinkedHashMap<>();
  private final Map<String, Long> leftOut = new LinkedHashMap<>();
  private long posts;
  private long events;
  private long invocations;
  private long dropped;

  /** Counts an answer of 200. */
  synchronized void accepted(byte[] answer) {
    posts++;
    try (JsonParser p = FACTORY.createParser(answer)) {
      String part = "";
      for (JsonToken t = p.nextToken(); t != null; t = p.nextToken()) {
        if (t == JsonToken.FIELD_NAME && p.getParsingContext().getParent().inRoot()) {
          part = p.currentName();
        } else if (part.equals("accepted") && t.isNumeric()) {
          events += p.currentName().equals("events") ? p.getLongValue() : 0;
          invocations += p.currentName().equals("invocations") ? p.getLongValue() : 0;
        } else if (part.equals("dropped") && t.isNumeric()) {
          dropped += p.getLongValue();
        } else if (part.equals("rejected") && t == JsonToken.VALUE_STRING) {
          refused.merge(p.getText(), 1L, Long::sum);
        }
      }
    } catch (IOException e) {
      refused.merge("an answer of 200 that is not JSON", 1L, Long::sum);
    }
  }

  /** Counts a request that the server refused. */
  public synchronized void refused(String reason) {
    posts++;
    refused.merge(reason, 1L, Long::sum);
  }

  /** Counts what was not sent. */
  public synchronized void leftOut(String reason, long events) {
    leftOut.merge(reason, events, Long::sum);
  }

  /** What was not sent, by reason. */
  public synchronized Map<String, Long> leftOut() {
    return Map.copyOf(leftOut);
  }

  /** What was refused, by reason. */
  public synchronized Map<String, Long> refused() {
    return Map.copyOf(refused);
  }

  /** How many events were accepted. */
  synchronized long events() {
    return events;
  }

  /** One line for people. */
  public synchronized String line() {
    StringBuilder line = new StringBuilder();
    line.append(Counted.of(posts, "request")).append(": ");
    line.append(Counted.of(events, "event")).append(" accepted");
    if (invocations > 0) {
      line.append(", ").append(Counted.of(invocations, "invocation")).append(" accepted");
    }
    if (dropped > 0) {
      line.append(", ").append(dropped).append(" dropped");
    }
    return line.toString();
  }
}
