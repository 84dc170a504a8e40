package dev.logtrail.cli;

import java.util.Objects;

/**
 * One request of a replay.
 *
 * @param path of the door, with the query
 * @param body gzip
 */
record ReplayPost(String path, byte[] body) {
  ReplayPost {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(body, "body");
  }
}
