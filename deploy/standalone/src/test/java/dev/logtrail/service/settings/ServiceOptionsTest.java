package dev.logtrail.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.text.NamePattern;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--allow-invoke --allow-origin * | would let any page invoke functions",
        "--allow-invoke --token a --ingest-token b | needs LOGTRAIL_INVOKE_TOKEN",
        "--allow-invoke --ingest-token b | needs LOGTRAIL_INVOKE_TOKEN",
        "--invoke-token c | is for what --allow-invoke allows",
        "--allow-invoke=a,,b | a pattern of names is empty",
      })
  void invokingIsNotAllowedByMistake(String flags, String words) {
    ServiceOptions options = new ServiceOptions();
    new CommandLine(options).parseArgs(flags.split(" "));
    assertThatThrownBy(options::check).isInstanceOf(UserError.class).hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--allow-invoke | *",
        "--allow-invoke=true | *",
        "--allow-invoke=dev-*,orders | dev-*,orders",
        "--allow-invoke=false | ",
        "--port 1 | ",
        "--allow-invoke --invoke-token c --token a --ingest-token b | *",
      })
  void whatMayBeInvokedIsNamed(String flags, String patterns) {
    ServiceOptions options = new ServiceOptions();
    new CommandLine(options).parseArgs(flags.split(" "));
    options.check();
    List<NamePattern> allowed = options.invoke().allowed();
    assertThat(
            allowed == null
                ? null
                : allowed.stream().map(NamePattern::text).collect(Collectors.joining(",")))
        .isEqualTo(patterns);
  }
}
