package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What {@code logtrail dead-letters} asks a server, and what it prints. */
class DeadLettersCommandTest {
  private static final String LETTER =
      "{\"id\":17,\"receivedAt\":\"2026-11-20T10:00:00.123Z\",\"source\":\"firehose\","
          + "\"stage\":\"decode\",\"reason\":\"not gzip;\\nright is JSON\",\"attempts\":2,"
          + "\"account\":\"111111111111\",\"region\":\"eu-west-1\",\"logGroup\":null,"
          + "\"version\":\"0.9\",\"retrying\":false,\"bytes\":7,\"cut\":false,"
          + "\"preview\":{\"text\":\"a\\u001b[2Jb\\nc\",\"base64\":null}}";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return new CommandLine(new DeadLettersCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private static FakeApi answers(String json) {
    return new FakeApi(new FakeApi.Answer(200, "application/json", json));
  }

  @Test
  void listsThemWithReasonAndBeginningAndNoControlCharacters() {
    try (FakeApi api = answers("{\"deadLetters\":[" + LETTER + "],\"nextCursor\":\"17\"}")) {
      assertThat(run("--url", api.url(), "--stage", "decode", "--reason", "not gzip")).isZero();
      assertThat(out.toString().lines())
          .hasSize(3)
          .endsWith("        not gzip; right is JSON", "        a␛[2Jb c")
          .first()
          .asString()
          .matches(
              "    17  2026-11-(19|20|21) ..:..:00\\.123\\S+  decode     firehose, 7 bytes, tried 2"
                  + " times  111111111111 eu-west-1");
      assertThat(err.toString()).contains("There are more");
      assertThat(api.asked().get(0).path())
          .isEqualTo("/api/v1/dead-letters?stage=decode&reason=not%20gzip&limit=50");
    }
  }

  @Test
  void saysThatThereAreNone() {
    try (FakeApi api = answers("{\"deadLetters\":[],\"nextCursor\":null}")) {
      assertThat(run("--url", api.url())).isZero();
      assertThat(out.toString()).isEqualTo("No dead letters.\n");
    }
  }

  @Test
  void showsOneWithAllThatIsKnown() {
    try (FakeApi api = answers(LETTER)) {
      assertThat(run("--url", api.url(), "--id", "17")).isZero();
      assertThat(out.toString()).contains("version     0.9", "\n\na␛[2Jb\nc\n");
      assertThat(api.asked().get(0).path()).isEqualTo("/api/v1/dead-letters/17");
    }
  }

  @Test
  void triesOneAgainWithTheIngestToken() {
    try (FakeApi api = answers("{\"id\":17,\"retrying\":true}")) {
      assertThat(run("--url", api.url(), "--id", "17", "--retry", "--ingest-token", "t")).isZero();
      assertThat(out.toString()).isEqualTo("Dead letter 17 is tried again.\n");
      assertThat(api.asked().get(0).path()).isEqualTo("/api/v1/dead-letters/17/retry");
      assertThat(api.asked().get(0).authorization()).isEqualTo("Bearer t");
    }
  }

  @Test
  void deletesByFilterAndSaysHowMany() {
    try (FakeApi api = answers("{\"deleted\":3}")) {
      assertThat(run("--url", api.url(), "--delete", "--source", "firehose")).isZero();
      assertThat(out.toString()).isEqualTo("Letters deleted: 3.\n");
      assertThat(api.asked().get(0).path()).isEqualTo("/api/v1/dead-letters?source=firehose");
    }
  }

  @Test
  void retriesAllAndSaysWhatIsLeft() {
    try (FakeApi api = answers("{\"retried\":1000,\"left\":12,\"problem\":null}")) {
      assertThat(run("--url", api.url(), "--retry", "--all")).isZero();
      assertThat(out.toString())
          .isEqualTo("Letters that are tried again: 1000.\nLeft for another call: 12.\n");
    }
  }

  @Test
  void deletesNothingByMistake() {
    assertThat(run("--delete")).isEqualTo(2);
    assertThat(run("--delete", "--retry", "--all")).isEqualTo(2);
    assertThat(run("--id", "1", "--all", "--delete")).isEqualTo(2);
    assertThat(run("--all")).isEqualTo(2);
    assertThat(err.toString())
        .contains("which letters? Give --id, a filter such as --stage decode, or --all")
        .contains("mutually exclusive");
  }

  @Test
  void saysThatThereIsNoSuchLetter() {
    try (FakeApi api = new FakeApi(FakeApi.Answer.problem(404, "There is no dead letter 5"))) {
      assertThat(run("--url", api.url(), "--id", "5")).isEqualTo(1);
      assertThat(err.toString()).isEqualTo("There is no dead letter 5\n");
    }
  }

  @Test
  void coloursOnlyWhatItWroteItself() {
    String text =
        new DeadLetterText(Ansi.ON, ZoneOffset.UTC)
            .listed(
                java.util.Map.of(
                    "id", 1, "stage", "decode", "reason", "@|red x|@", "preview", "none"));
    assertThat(text).contains("@|red x|@").contains("\u001b[31m");
  }

  @Test
  void tellsTimesOfTheZoneAndSizesForPeople() {
    String text =
        new DeadLetterText(Ansi.OFF, ZoneId.of("Asia/Kolkata"))
            .listed(
                java.util.Map.of(
                    "id",
                    1,
                    "receivedAt",
                    "2026-11-20T10:00:00.123Z",
                    "bytes",
                    3_000_000,
                    "attempts",
                    1,
                    "reason",
                    "a\u202eb",
                    "preview",
                    "none"));
    assertThat(text).contains("2026-11-20 15:30:00.123+05:30", "2.9 MB, tried once", "a⟨RLO⟩b");
  }
}
