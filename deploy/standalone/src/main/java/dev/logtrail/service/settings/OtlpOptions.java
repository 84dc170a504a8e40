package dev.logtrail.service.settings;

import dev.logtrail.api.otlp.OtlpSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The settings of the export by OTLP. */
public final class OtlpOptions {
  private static final String HEADER = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final String AT_MOST_ONCE = "at-most-once";

  @Option(
      names = "--otlp-endpoint",
      paramLabel = "URL",
      description =
          "Hands each trail to this receiver of OpenTelemetry (OTLP over HTTP, JSON) once it is"
              + " closed: a span and its lines, below /v1/traces and /v1/logs. Such as"
              + " http://collector:4318 (default: none).")
  private String endpoint;

  @Option(
      names = "--otlp-headers",
      split = ",",
      paramLabel = "NAME=VALUE",
      description =
          "Headers of these requests, such as a key; rather as LOGTRAIL_OTLP_HEADERS, which no"
              + " list of processes shows.")
  private List<String> headers = new ArrayList<>();

  @Option(
      names = "--otlp-signals",
      split = ",",
      paramLabel = "SIGNAL",
      description = "What is handed over: traces, logs, or both (default: traces,logs).")
  private List<String> signals = new ArrayList<>();

  @Option(
      names = "--otlp-delivery",
      paramLabel = "HOW",
      description =
          "What becomes of the one request on its way when the program is killed: at-least-once"
              + " sends it again, at-most-once leaves it out (default: at-least-once).")
  private String delivery;

  /**
   * Where trails are handed to; null for nowhere.
   *
   * @throws UserError if a setting cannot be; the message says what would be right
   */
  public OtlpSettings settings() {
    if (endpoint == null) {
      if (!headers.isEmpty() || !signals.isEmpty() || delivery != null) {
        throw UserError.ofSettings(
            "--otlp-headers, --otlp-signals and --otlp-delivery are for --otlp-endpoint: give that,"
                + " too");
      }
      return null;
    }
    for (String signal : signals) {
      if (!signal.equals("traces") && !signal.equals("logs")) {
        throw UserError.ofSettings(
            "--otlp-signals is '" + signal + "'; right would be traces, logs, or traces,logs");
      }
    }
    boolean atMostOnce = AT_MOST_ONCE.equals(delivery);
    if (delivery != null && !atMostOnce && !delivery.equals("at-least-once")) {
      throw UserError.ofSettings(
          "--otlp-delivery is '" + delivery + "'; right would be at-least-once or at-most-once");
    }
    boolean all = signals.isEmpty();
    try {
      return new OtlpSettings(
          new URI(endpoint.strip()),
          named(),
          all || signals.contains("traces"),
          all || signals.contains("logs"),
          atMostOnce);
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw UserError.ofSettings("--otlp-endpoint: " + e.getMessage());
    }
  }

  private Map<String, String> named() {
    Map<String, String> named = new LinkedHashMap<>();
    for (String header : headers) {
      int equals = header.indexOf('=');
      String name = equals < 0 ? "" : header.substring(0, equals).strip();
      String value = header.substring(equals + 1).strip();
      if (!name.matches(HEADER) || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
        // Not the value, which may be a secret.
        throw UserError.ofSettings(
            "--otlp-headers: '"
                + name
                + "' with its value is no header; right would be api-key=SECRET");
      }
      named.put(name, value);
    }
    return named;
  }
}
