package dev.logtrail.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.access.AccessLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {
  private static final AccessLine LINE =
      new AccessLine(
          Instant.parse("2026-11-28T10:00:00.123Z"),
          "10.0.0.1",
          "team-a",
          "GET",
          "/api/v1/trails/%22x%0A",
          200,
          1234,
          7);

  @TempDir private Path directory;

  @Test
  void aLineForEachRequestAsTextOrJson() throws Exception {
    Path text = directory.resolve("access.log");
    Path json = directory.resolve("access.json");
    try (AccessLog one = new AccessLog(text.toString(), false);
        AccessLog other = new AccessLog(json.toString(), true)) {
      one.accept(LINE);
      other.accept(LINE);
    }
    assertThat(Files.readAllLines(text))
        .containsExactly(
            "2026-11-28T10:00:00.123Z 10.0.0.1 team-a GET /api/v1/trails/%22x%0A 200 1234 7 ms");
    assertThat(Files.readAllLines(json))
        .containsExactly(
            "{\"time\":\"2026-11-28T10:00:00.123Z\",\"remote\":\"10.0.0.1\",\"token\":\"team-a\",\"method\":\"GET\",\"path\":\"/api/v1/trails/%22x%0A\",\"status\":200,\"bytes\":1234,\"ms\":7}");
  }

  @Test
  void aFileThatHasReachedItsSizeIsPutAsideOnce() throws Exception {
    Path file = directory.resolve("access.log");
    for (int start = 0; start < 5; start++) {
      try (AccessLog log = new AccessLog(file.toString(), false, 4_000)) {
        for (int i = 0; i < 100; i++) {
          log.accept(LINE);
        }
      }
    }
    try (var all = Files.list(directory)) {
      assertThat(all.map(p -> p.getFileName().toString()).toList())
          .containsOnly("access.log", "access.log.1");
    }
    assertThat(Files.size(file)).isLessThan(5 * 100 * 90);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskHoldsNobodyUp() {
    try (AccessLog log = new AccessLog("/dev/full", false)) {
      for (int i = 0; i < 20_000; i++) {
        log.accept(LINE);
      }
      assertThat(log.dropped()).isNotNegative();
    }
  }
}
