package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class SubcommandsTest {
  @Command(name = "logtrail", mixinStandardHelpOptions = true)
  private static final class Top {}

  @Test
  void areCalledByTheNamesTheyGiveThemselves() {
    assertThat(Subcommands.BY_NAME)
        .allSatisfy(
            e ->
                assertThat(e.getValue().getAnnotation(Command.class).name()).isEqualTo(e.getKey()));
  }

  @Test
  void onlyTheOneThatIsCalledIsRead() {
    assertThat(Subcommands.forArguments(new Top(), "get", "up").getSubcommands())
        .containsOnlyKeys("get");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "--version"})
  void theHelpIsThatOfAllWithoutTheirOptions(String argument) {
    String[] arguments = argument.isEmpty() ? new String[0] : new String[] {argument};
    CommandLine light = Subcommands.forArguments(new Top(), arguments);

    assertThat(light.getUsageMessage()).isEqualTo(Subcommands.all(new Top()).getUsageMessage());
    assertThat(light.getSubcommands().get("up").getCommandSpec().options()).isEmpty();
  }

  @Test
  void whatIsNoSubcommandIsComparedWithAll() {
    for (List<String> arguments : List.of(List.of("gte"), List.of("--help", "get"))) {
      assertThat(
              Subcommands.forArguments(new Top(), arguments.toArray(String[]::new))
                  .getSubcommands())
          .hasSize(Subcommands.BY_NAME.size());
    }
  }

  @Test
  void aVariableOfAnotherSubcommandIsKnown() {
    assertThat(Main.run(Map.of("LOGTRAIL_PORT", "1", "LOGTRAIL_URL", "http://x"), "--version"))
        .isZero();
    assertThat(Main.run(Map.of("LOGTRAIL_PROT", "1"), "--version")).isEqualTo(2);
  }
}
