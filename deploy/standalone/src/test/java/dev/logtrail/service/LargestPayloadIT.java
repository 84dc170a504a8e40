package dev.logtrail.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.limit.DeliveryLimits;
import dev.logtrail.service.kit.Await;
import dev.logtrail.service.kit.RunningLogtrail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Payloads of the largest size, with the heap that the launcher gives: each is read, whatever fills
 * it; several at once wait for each other. {@code -Dlargest.posts=16} posts so many at once, and
 * more kinds.
 */
class LargestPayloadIT {
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final String PATH = "/ingest/subscription?region=eu-west-1";
  private static final int POSTS = Integer.getInteger("largest.posts", 2);
  private static final int ROOM = 4_096;

  @TempDir private Path directory;

  /** What stands in a field beside an event, up to the largest size. */
  private enum Filling {
    TEXT(true, "\"note\":\"", (byte) 'x', "\""),
    BROKEN_UTF_8(true, "\"note\":\"", (byte) 0xFF, "\""),
    BLANKS(true, "\"note\":[", (byte) ' ', "]"),
    NUMBER(false, "\"note\":[1", (byte) '1', "]"),
    ONE_EVENT(
        false, "\"logEvents\":[{\"id\":\"1\",\"timestamp\":1,\"message\":\"", (byte) 'x', "\"}]");

    private final boolean isRead;
    private final byte[] before;
    private final byte filling;
    private final byte[] after;

    Filling(boolean isRead, String before, byte filling, String after) {
      this.isRead = isRead;
      this.before = before.getBytes(StandardCharsets.US_ASCII);
      this.filling = filling;
      this.after = after.getBytes(StandardCharsets.US_ASCII);
    }
  }

  private static byte[] payload(Filling filling) throws IOException {
    String id = filling.name().toLowerCase(Locale.ROOT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = fastGzip(bytes)) {
      out.write(
          ("{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"123456789012\",\"logGroup\":\"/aws/lambda/f\",\"logStream\":\"%1$s\",\"logEvents\":[{\"id\":\"0\",\"timestamp\":1795168800000,\"message\":\"START RequestId: %1$s Version: 1\\n\"}],"
                  .formatted(id))
              .getBytes(StandardCharsets.US_ASCII));
      out.write(filling.before);
      byte[] block = new byte[ROOM];
      Arrays.fill(block, filling.filling);
      for (int i = 0; i < DeliveryLimits.PAYLOAD_BYTES / ROOM - 1; i++) {
        out.write(block);
      }
      out.write(filling.after);
      out.write('}');
    }
    return bytes.toByteArray();
  }

  private static OutputStream fastGzip(OutputStream to) throws IOException {
    return new GZIPOutputStream(to) {
      {
        def.setLevel(Deflater.BEST_SPEED);
      }
    };
  }

  @Test
  void eachIsReadAndSeveralAtOnceWait() throws Exception {
    try (RunningLogtrail server = RunningLogtrail.start(directory.resolve("data"))) {
      for (Filling filling : POSTS > 2 ? Filling.values() : new Filling[] {Filling.BROKEN_UTF_8}) {
        if (!filling.isRead) {
          continue;
        }
        List<String> answers = answers(server, payload(filling));
        assertThat(answers)
            .as("%s", filling)
            .allMatch(a -> a.startsWith("200 {\"accepted\":{\"events\":1,"));
        String id = filling.name().toLowerCase(Locale.ROOT);
        Await.until(
            WITHIN,
            () -> id + " is not there\n" + server.process().describe(),
            () -> server.get("/api/v1/trails/" + id).statusCode() == 200);
      }
      assertThat(answers(server, payload(Filling.ONE_EVENT)))
          .allMatch(a -> a.contains("the event is larger than the limit of 1048576 bytes"));
      assertThat(answers(server, payload(Filling.NUMBER)))
          .allMatch(a -> a.startsWith("400 ") && a.contains("not readable as JSON"));
    }
  }

  /** Of so many posts of one body at once; who finds no memory tries again, as a sender does. */
  private static List<String> answers(RunningLogtrail server, byte[] body)
      throws InterruptedException, ExecutionException {
    ExecutorService senders = Executors.newFixedThreadPool(POSTS);
    List<Future<String>> posts = new ArrayList<>();
    for (int i = 0; i < POSTS; i++) {
      posts.add(senders.submit(() -> answer(server, body)));
    }
    List<String> answers = new ArrayList<>();
    for (Future<String> post : posts) {
      answers.add(post.get());
    }
    senders.shutdown();
    return answers;
  }

  private static String answer(RunningLogtrail server, byte[] body) throws Exception {
    long deadline = System.nanoTime() + WITHIN.toNanos();
    while (true) {
      HttpResponse<String> answer = server.post(PATH, "application/json", body);
      if (answer.statusCode() != 503 || System.nanoTime() > deadline) {
        return answer.statusCode() + " " + answer.body();
      }
    }
  }
}
