package dev.logtrail.service.settings;

import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.access.AccessSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the program listens, and for whom: address, port, the two plain tokens, origins. */
final class ListenOptions {
  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default: 127.0.0.1).")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port to listen on (default: 8080; 0: any free one).")
  private int port;

  @Option(
      names = "--token",
      description = "Bearer token that reading needs. Required unless --host is loopback.")
  private String token;

  @Option(
      names = "--ingest-token",
      description = "Bearer token that ingest needs. Required unless --host is loopback.")
  private String ingestToken;

  @Option(
      names = "--allow-origin",
      split = ",",
      paramLabel = "ORIGIN",
      description = "Origins of pages that may embed the pane, such as https://ide.example.com.")
  private List<String> allowOrigins = new ArrayList<>();

  /**
   * Checks the values.
   *
   * @throws UserError if one cannot be, or if the address can be reached from elsewhere and no
   *     token is wanted
   */
  void check(AccessOptions access, InvokeOptions invoke) {
    notBlank("--token", token, "a secret, or no --token at all");
    notBlank("--ingest-token", ingestToken, "a secret, or no --ingest-token at all");
    api(access, invoke);
    access.check();
    invoke.check(token != null || ingestToken != null, access.tokens() != null, allowOrigins);
    boolean open = access.tokens() == null && (token == null || ingestToken == null);
    if (!address().isLoopbackAddress() && open) {
      throw UserError.ofSettings(
          "--host %s can be reached from other machines: that needs LOGTRAIL_TOKEN (to read) and LOGTRAIL_INGEST_TOKEN"
                  .formatted(host)
              + " (to send); or keep the default 127.0.0.1; or give --tokens FILE");
    }
  }

  /** As the API takes them. */
  ApiSettings api(AccessOptions access, InvokeOptions invoke) {
    try {
      AccessSettings plain = AccessSettings.ofSecrets(token, ingestToken, allowOrigins);
      return new ApiSettings(host, port, invoke.with(access.with(plain)), access.tls());
    } catch (IllegalArgumentException e) {
      throw UserError.ofSettings("--" + e.getMessage());
    }
  }

  InetAddress address() {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw UserError.ofSettings(
          "--host " + host + " is no address; right would be 127.0.0.1, or 0.0.0.0 for all");
    }
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  String ingestToken() {
    return ingestToken;
  }

  static void notBlank(String option, String value, String right) {
    if (value != null && value.isBlank()) {
      throw UserError.ofSettings(option + " is empty; right would be " + right);
    }
  }

  /** Without secrets, so that none reaches a log. */
  @Override
  public String toString() {
    return "host=%s, port=%d, token=%s, ingestToken=%s"
        .formatted(host, port, hidden(token), hidden(ingestToken));
  }

  private static String hidden(String secret) {
    return secret == null ? "none" : "***";
  }
}
