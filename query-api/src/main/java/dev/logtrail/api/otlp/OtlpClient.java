package dev.logtrail.api.otlp;

import dev.logtrail.limit.ExportLimits;
import dev.logtrail.text.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** Sends requests to a receiver, and reads what it makes of them. */
final class OtlpClient {
  /**
   * Statuses of a request that will never be taken as it is. All others may change: a key that has
   * expired, an address that is not served yet.
   */
  private static final Set<Integer> NEVER = Set.of(400, 413, 414, 422, 431);

  private static final int SHOWN = 300;

  private final OtlpSettings settings;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofMillis(ExportLimits.CONNECT_MS))
          .build();

  OtlpClient(OtlpSettings settings) {
    this.settings = settings;
  }

  /**
   * Sends a document.
   *
   * @param signal {@code traces} or {@code logs}
   */
  OtlpAnswer send(String signal, byte[] json) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.address(signal))
            .timeout(Duration.ofMillis(ExportLimits.ANSWER_MS))
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip");
    settings.headers().forEach(request::setHeader);
    try {
      HttpResponse<InputStream> answer =
          http.send(
              request.POST(BodyPublishers.ofByteArray(gzip(json))).build(),
              BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        String text =
            new String(body.readNBytes(ExportLimits.ANSWER_BYTES), StandardCharsets.UTF_8);
        return read(signal, answer, text);
      }
    } catch (IOException e) {
      return OtlpAnswer.later(settings.address(signal) + ": " + e, 0);
    }
  }

  private OtlpAnswer read(String signal, HttpResponse<?> answer, String body) {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return taken(body);
    }
    String text = body.strip();
    String said =
        "%s answered %d %s"
            .formatted(
                settings.address(signal),
                status,
                text.substring(0, Math.min(SHOWN, text.length())));
    return NEVER.contains(status)
        ? new OtlpAnswer(OtlpAnswer.Kind.REFUSED, 0, said, 0)
        : OtlpAnswer.later(said, retryAfterMs(answer));
  }

  /** A part that the receiver did not want must not be sent again: OTLP says so. */
  private static OtlpAnswer taken(String body) {
    Map<String, Object> read = JsonTree.object(body);
    long rejected = 0;
    String text = null;
    if (read != null && read.get("partialSuccess") instanceof Map<?, ?> partial) {
      for (String name : new String[] {"rejectedSpans", "rejectedLogRecords"}) {
        String number = String.valueOf(partial.get(name));
        rejected += number.matches("\\d{1,15}") ? Long.parseLong(number) : 0;
      }
      text = partial.get("errorMessage") instanceof String said ? said : null;
    }
    return new OtlpAnswer(OtlpAnswer.Kind.TAKEN, rejected, text, 0);
  }

  private static long retryAfterMs(HttpResponse<?> answer) {
    String seconds = answer.headers().firstValue("Retry-After").orElse("");
    return seconds.matches("\\d{1,9}")
        ? Math.min(1_000L * Long.parseLong(seconds), ExportLimits.LONGEST_RETRY_AFTER_MS)
        : 0;
  }

  private static byte[] gzip(byte[] json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length / 4);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }
}
