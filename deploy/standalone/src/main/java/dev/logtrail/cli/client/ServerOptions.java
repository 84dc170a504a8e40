package dev.logtrail.cli.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that asks a running server, and how it asks. */
public final class ServerOptions {

  @Mixin private ServerAddress address;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "${env:LOGTRAIL_TOKEN:-}",
      description = "read token of a server that wants one (default: $$LOGTRAIL_TOKEN)")
  private String token;

  private HttpClient http;

  @Option(names = "--json", description = "print the server's JSON as it comes")
  private boolean json;

  /** Whether JSON is wanted; otherwise text for people. */
  public boolean json() {
    return json;
  }

  /** The server's address, without a slash at its end. */
  public String url() {
    return address.withoutSlash();
  }

  /**
   * A GET request, with the token if there is one.
   *
   * @param path below the server's address, encoded, beginning with a slash
   * @param query parameters; those whose value is null are left out
   */
  public HttpRequest.Builder get(String path, Map<String, String> query) {
    return request(path, query, token);
  }

  /**
   * A POST request of JSON, with the token if there is one.
   *
   * @param path below the server's address, encoded, beginning with a slash
   */
  public HttpRequest.Builder post(String path, String json) {
    return request(path, Map.of(), token)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json));
  }

  /**
   * A request of any method.
   *
   * @param bearer the token it needs; blank for none
   */
  public HttpRequest.Builder request(String path, Map<String, String> query, String bearer) {
    StringJoiner parameters = new StringJoiner("&", "?", "").setEmptyValue("");
    query.forEach(
        (name, value) -> {
          if (value != null) {
            parameters.add(name + "=" + encode(value));
          }
        });
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path + parameters));
    return bearer.isBlank() ? request : request.header("Authorization", "Bearer " + bearer);
  }

  /**
   * The body of a request's answer; empty if it has none.
   *
   * @throws ServerFault if the server cannot be reached, or answers with a problem
   */
  public String ask(HttpRequest request) throws ServerFault, InterruptedException {
    HttpResponse<String> response;
    try {
      response = http().send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw ServerFault.unreachable(url(), e);
    }
    if (response.statusCode() / 100 != 2) {
      throw ServerFault.answered(response.statusCode(), response.body());
    }
    return response.body();
  }

  /**
   * Hands over each line of a request's answer as it comes.
   *
   * @param line whether more is wanted; if not, the rest of the answer is not waited for
   * @throws ServerFault if the server cannot be reached, answers with a problem, or breaks off
   */
  public void lines(HttpRequest request, Predicate<String> line)
      throws ServerFault, InterruptedException {
    HttpResponse<InputStream> response;
    try {
      response = http().send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw ServerFault.unreachable(url(), e);
    }
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      if (response.statusCode() != 200) {
        throw ServerFault.answered(
            response.statusCode(), in.lines().collect(Collectors.joining("\n")));
      }
      for (String next = in.readLine(); next != null && line.test(next); next = in.readLine()) {
        // Handed over.
      }
    } catch (IOException e) {
      throw new ServerFault("the answer broke off: " + e.getMessage() + ". Try again.");
    }
  }

  private synchronized HttpClient http() {
    if (http == null) {
      http = newClient();
    }
    return http;
  }

  /** A client of its own for what stays connected. Plain HTTP does without TLS. */
  public HttpClient newClient() {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5));
    return ("http".equalsIgnoreCase(address.uri().getScheme())
            ? client.sslContext(PlainHttp.context())
            : client)
        .build();
  }

  /** A text as it can stand in a path or a query. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
