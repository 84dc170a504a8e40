package dev.logtrail.cli.client;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --url} of every command that talks to a running server. */
public final class ServerAddress {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private URI url;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:LOGTRAIL_URL:-http://127.0.0.1:8080}",
      description = "the server (default: $$LOGTRAIL_URL, or http://127.0.0.1:8080)")
  void url(String text) {
    url = parsed(text.strip());
    if (url == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--url is '%s', which is not the address of a server; right would be %s"
              .formatted(text, nearest(text.strip())));
    }
  }

  /** The address; null for what is none. */
  private static URI parsed(String text) {
    try {
      URI uri = new URI(text);
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      return (http || "https".equalsIgnoreCase(uri.getScheme())) && uri.getHost() != null
          ? uri
          : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** What was probably meant: mostly the scheme is missing. */
  private static String nearest(String text) {
    URI withScheme = text.isEmpty() ? null : parsed("http://" + text.replaceFirst("^.*?//", ""));
    return withScheme == null ? "http://127.0.0.1:8080" : withScheme.toString();
  }

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
