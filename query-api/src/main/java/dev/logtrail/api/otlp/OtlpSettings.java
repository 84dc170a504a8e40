package dev.logtrail.api.otlp;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * Where trails are handed to.
 *
 * @param endpoint such as {@code http://collector:4318}; {@code /v1/traces} and {@code /v1/logs}
 *     are below it
 * @param headers of each request, such as a key; secrets
 * @param traces whether spans are sent
 * @param logs whether lines are sent
 * @param atMostOnce whether what is on its way when the program is killed is left out, rather than
 *     sent again
 */
public record OtlpSettings(
    URI endpoint, Map<String, String> headers, boolean traces, boolean logs, boolean atMostOnce) {
  public OtlpSettings {
    Objects.requireNonNull(endpoint, "endpoint");
    headers = Map.copyOf(headers);
    boolean http = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
    if (!http || endpoint.getHost() == null) {
      throw new IllegalArgumentException(
          "'" + endpoint + "' is no address of a receiver; right would be http://host:4318");
    }
    if (endpoint.getRawQuery() != null || endpoint.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "'" + endpoint + "' has a query: give scheme, host, port and path only");
    }
    if (!traces && !logs) {
      throw new IllegalArgumentException("neither traces nor logs are to be sent");
    }
  }

  /** The address of a signal. */
  URI address(String signal) {
    String base = endpoint.toString();
    return URI.create((base.endsWith("/") ? base : base + "/") + "v1/" + signal);
  }

  /** Without secrets, so that none reaches a log. */
  @Override
  public String toString() {
    return "OtlpSettings[" + endpoint + ", headers " + headers.keySet() + "]";
  }
}
