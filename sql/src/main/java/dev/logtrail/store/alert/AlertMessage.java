package dev.logtrail.store.alert;

import java.util.Map;

/**
 * A message to somebody who is told.
 *
 * @param messageId its id, the same each time it is sent; 0 before it is stored
 * @param target who is told: the name of a target of the operator
 * @param headers beside the content type
 * @param attempts how often it was sent in vain
 * @param madeAt epoch ms
 */
public record AlertMessage(
    long messageId,
    String target,
    String contentType,
    Map<String, String> headers,
    String body,
    int attempts,
    long madeAt) {
  public AlertMessage {
    headers = Map.copyOf(headers);
  }

  /** One that is not stored yet. */
  public AlertMessage(String target, String contentType, Map<String, String> headers, String body) {
    this(0, target, contentType, headers, body, 0, 0);
  }
}
