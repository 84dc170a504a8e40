package dev.logtrail.demo;

import java.util.Objects;

/**
 * One HTTP request to an ingest door.
 *
 * @param due when it is to be sent, epoch ms
 * @param path path and query, beginning with a slash
 * @param contentType media type of the body
 * @param body the bytes
 */
record Post(long due, String path, String contentType, byte[] body) {
  Post {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(contentType, "contentType");
    Objects.requireNonNull(body, "body");
  }
}
