package dev.logtrail.cli.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Objects;

/**
 * One event of a live tail.
 *
 * @param name its kind, such as {@code trail}; {@code message} where none was given
 * @param data its lines, joined
 */
public record ServerSentEvent(String name, String data) {
  public ServerSentEvent {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(data, "data");
  }

  /** Reads a stream of events, and keeps the last id for a connection that resumes it. */
  static final class Reader {
    private final BufferedReader lines;
    private String lastId;

    /**
     * A reader of one connection.
     *
     * @param lastId the last id of an earlier connection, or null
     */
    Reader(BufferedReader lines, String lastId) {
      this.lines = lines;
      this.lastId = lastId;
    }

    /** The id up to which everything has been read; null if none came. */
    String lastId() {
      return lastId;
    }

    /** The next event with data; null at the end of the connection. */
    ServerSentEvent next() throws IOException {
      String name = "message";
      StringBuilder data = null;
      String id = lastId;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          lastId = id;
          if (data != null) {
            return new ServerSentEvent(name, data.toString());
          }
          name = "message";
          continue;
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (field) {
          case "event" -> name = value;
          case "id" -> id = value;
          case "data" -> data = data == null ? new StringBuilder(value) : join(data, value);
          default -> {
            // A comment keeps the connection alive; retry is the reader's own decision.
          }
        }
      }
      return null;
    }

    private static StringBuilder join(StringBuilder data, String line) {
      return data.append('\n').append(line);
    }
  }
}
