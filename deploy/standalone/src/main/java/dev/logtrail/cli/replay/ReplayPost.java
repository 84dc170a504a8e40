package dev.logtrail.cli.replay;

import java.util.Objects;

/**
 * One request of a replay.
 *
 * @param path of the door, with the query
 * @param body gzip
 */
public record ReplayPost(String path, byte[] body) {
  public ReplayPost {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(body, "body");
  }
}
