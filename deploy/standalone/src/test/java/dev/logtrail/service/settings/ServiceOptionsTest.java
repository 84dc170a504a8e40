package dev.logtrail.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ServiceOptionsTest {

  @Test
  void secretsAreNeverPrinted() {
    ServiceOptions options = new ServiceOptions();
    new CommandLine(options)
        .parseArgs(
            "--token",
            "s3cret-read",
            "--ingest-token",
            "s3cret-send",
            "--db-password",
            "s3cret-db");

    assertThat(options.toString()).doesNotContain("s3cret").contains("token=***");
    assertThat(options.api().toString()).doesNotContain("s3cret");
  }

  @Test
  void theInboxHoldsOneGibibyteUnlessItIsToldOtherwise() {
    ServiceOptions options = new ServiceOptions();
    CommandLine command = new CommandLine(options);

    command.parseArgs();
    assertThat(options.inboxBytes()).isEqualTo(1L << 30);
    command.parseArgs("--inbox-mb", "4096");
    assertThat(options.inboxBytes()).isEqualTo(4L << 30);
  }
}
