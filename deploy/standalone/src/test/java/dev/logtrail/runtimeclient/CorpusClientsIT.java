package dev.logtrail.runtimeclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logtrail.demo.SubscriptionPayloads;
import dev.logtrail.demo.TestJson;
import dev.logtrail.service.kit.ChildProcess;
import dev.logtrail.service.kit.RunningLogtrail;
import dev.logtrail.service.kit.Sentinels;
import dev.logtrail.service.kit.StoredEvents;
import dev.logtrail.service.kit.StoredEvents.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Lambda's own runtime clients wrote elsewhere, where it lies beside the project: {@code
 * split} and a running server put each line to its owner, and entries read as they should.
 */
class CorpusClientsIT {
  private static final Duration WITHIN = Duration.ofSeconds(120);
  private static final Pattern FAULTS = Pattern.compile("; ([0-9]+) faults: (.*)");

  /**
   * Lines that were left open, and so glued to what follows: their expectations are of the rest.
   */
  private static final int EXPLAINED = 4;

  @TempDir private Path directory;

  @Test
  void splitPutsEachLineToItsOwnerAndReadsIt() throws Exception {
    int faults = 0;
    for (Path set : setsOrSkip()) {
      Path own = Files.createDirectory(directory.resolve(set.getFileName()));
      for (String file : List.of("payloads.jsonl", "truth.json", "expect.json")) {
        Files.writeString(own.resolve(file), text(set, file));
      }
      Path out = own.resolve("out.jsonl");
      try (ChildProcess split =
          ChildProcess.start(own, Map.of(), "split", own.resolve("payloads.jsonl").toString())) {
        assertThat(split.awaitExit()).as(split.err().text()).isZero();
        Files.writeString(out, split.out().text());
      }
      assertThat(wrong(set, StoredEvents.split(Files.readString(out)))).as("%s", set).isEmpty();
      faults += readingFaults(set, own, out);
    }
    assertThat(faults).isLessThanOrEqualTo(EXPLAINED);
  }

  @Test
  void theStoreHoldsEachLineOnceWithItsOwner() throws Exception {
    List<Path> sets = setsOrSkip();
    List<String> payloads = new ArrayList<>();
    for (Path set : sets) {
      payloads.addAll(text(set, "payloads.jsonl").lines().toList());
    }
    payloads.addAll(List.copyOf(payloads.subList(0, payloads.size() / 3)));
    Collections.shuffle(payloads, new Random(11));
    try (RunningLogtrail server = RunningLogtrail.start(directory.resolve("data"))) {
      for (String payload : payloads) {
        server.accepted(
            SubscriptionPayloads.path("123456789012", "eu-west-1"),
            payload.getBytes(StandardCharsets.UTF_8));
      }
      Sentinels.post(server).await(WITHIN);
      StoredEvents stored = StoredEvents.read(server);
      for (Path set : sets) {
        assertThat(wrong(set, stored)).as("%s", set).isEmpty();
      }
    }
  }

  /** What {@code check.py} beside the sets counts; it says which they are. */
  private static int readingFaults(Path set, Path own, Path out) throws Exception {
    String script = set.resolveSibling("check.py").toString();
    Process python;
    try {
      python =
          new ProcessBuilder("python3", script, own.toString(), out.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException noPython) {
      System.out.println("CorpusClientsIT counts no reading faults: " + noPython.getMessage());
      return 0;
    }
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher faults = FAULTS.matcher(said);
    assertThat(faults.find()).as(said).isTrue();
    System.out.println(set.getFileName() + ": " + said.lines().findFirst().orElseThrow());
    return Integer.parseInt(faults.group(1));
  }

  /** Each event that is not where it belongs, or is there more than once. */
  private static List<String> wrong(Path set, StoredEvents found) throws IOException {
    List<String> wrong = new ArrayList<>();
    Map<String, Object> truth =
        TestJson.object(text(set, "truth.json").getBytes(StandardCharsets.UTF_8));
    truth.forEach(
        (id, of) -> {
          Map<?, ?> event = (Map<?, ?>) of;
          List<Place> places = found.places().getOrDefault(id, List.of());
          String said = places.size() == 1 ? String.valueOf(places.get(0).requestId()) : null;
          boolean right = String.valueOf(event.get("request")).equals(said);
          // Of a line that two requests wrote together nobody can say whose it is.
          if (!right && !(places.size() == 1 && event.get("kind").equals("glued"))) {
            wrong.add(event + " is in " + places);
          }
        });
    return wrong;
  }

  private static List<Path> setsOrSkip() throws IOException {
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      Path folder = p.resolve("shared/corpus/runtime-clients");
      if (Files.isDirectory(folder)) {
        try (Stream<Path> sets = Files.list(folder)) {
          return sets.filter(Files::isDirectory).sorted().toList();
        }
      }
    }
    return skip("no shared/corpus/runtime-clients above this directory");
  }

  private static List<Path> skip(String reason) {
    System.out.println("CorpusClientsIT skipped: " + reason);
    assumeTrue(false, reason);
    return List.of();
  }

  /** The files are compressed by xz, which Java cannot read. */
  private static String text(Path set, String file) throws IOException {
    try {
      Process xz = new ProcessBuilder("xz", "-dc", set.resolve(file + ".xz").toString()).start();
      return new String(xz.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException noXz) {
      skip("no program xz: " + noXz.getMessage());
      throw noXz;
    }
  }
}
