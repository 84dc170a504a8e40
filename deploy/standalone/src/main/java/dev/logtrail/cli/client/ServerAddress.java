package dev.logtrail.cli.client;

import java.net.URI;
import picocli.CommandLine.Option;

/** The option {@code --url} of every command that talks to a running server. */
public final class ServerAddress {

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:LOGTRAIL_URL:-http://127.0.0.1:8080}",
      description = "the server (default: $$LOGTRAIL_URL, or http://127.0.0.1:8080)")
  private URI url;

  /** The address as it was given. */
  public URI uri() {
    return url;
  }

  /** The address without a slash at its end. */
  String withoutSlash() {
    String text = url.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
