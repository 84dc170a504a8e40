package dev.logtrail.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.api.alert.AlertRule;
import dev.logtrail.api.alert.AlertSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertsFileTest {
  @TempDir private Path directory;

  private AlertSettings read(String text) throws Exception {
    return AlertsFile.read(Files.writeString(directory.resolve("alerts.yaml"), text));
  }

  /** The file that the README shows is one. */
  @Test
  void theFileOfTheReadmeIsRead() throws Exception {
    Path root = Path.of(System.getProperty("maven.multiModuleProjectDirectory", "../.."));
    String readme = Files.readString(root.resolve("README.md"));
    int from = readme.indexOf("link: http://logs.example.com");
    String file = readme.substring(from, readme.indexOf("```", from)).replace("…", "x");
    AlertSettings settings = read(file);
    assertThat(settings.link()).isEqualTo("http://logs.example.com");
    assertThat(settings.targets()).hasSize(2);
    assertThat(settings.targets().get(0)).hasToString("on-call: slack at hooks.slack.com");
    assertThat(settings.rules())
        .extracting(AlertRule::kind)
        .containsExactlyInAnyOrder(AlertRule.Kind.values());
    assertThat(settings.rules().get(0).windowMs()).isEqualTo(900_000);
    assertThat(settings.rules().get(3).windowMs()).isEqualTo(86_400_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "rule: []                                         | 'rule' of the file is not known: did"
            + " you mean 'rules'?",
        "[a]                                              | the file holds no 'name: value' lines",
        "{                                                | it is not YAML",
        "rules: [{name: a, kind: error_rat}]              | 'kind' is 'error_rat'; right would be"
            + " one of outcome",
        "rules: [{kind: silence}]                         | is no name of a rule",
        "rules: [{name: a, kind: silence, window: 5}]     | 'window' is '5'; right would be 15m",
        "rules: [{name: a, kind: silence, window: 8d}]    | rule 'a': 'window' must be 1m to 7d",
        "rules: [{name: a, kind: outcome}]                | rule 'a': 'outcomes' is missing",
        "rules: [{name: a, kind: outcome, outcomes: bad}] | 'outcomes' is 'bad'; right would be one"
            + " of",
        "rules: [{name: a, kind: pattern, pattern: '{'}]  | 'pattern' is no filter pattern",
        "rules: [{name: a, kind: error_rate, above: x}]   | 'above' is 'x'; right would be a"
            + " number",
        "rules: [{name: a, kind: silence}, {name: a, kind: silence}] | two rules are called 'a'",
        "targets: [{format: slack, url: x}]               | a target's 'url' is none",
        "targets: [{format: slack, url: 'http://u:p@h'}]  | a target's 'url' has a user",
        "targets: [{format: slack, url: 'http://h', name: ''}] | a target's 'name' is none",
        "targets: [{format: slack, url: 'http://h/a'}, {format: email, url: 'http://h/b'}] | two"
            + " targets are called 'h': give each a 'name' of its own",
        "link: x                                          | 'link' is 'x'; right would be http://",
      })
  void saysWhatIsWrongAndWhatWouldBeRight(String text, String fault) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("--alerts ")
        .hasMessageContaining(fault);
  }

  /** What is printed at the start ends in somebody's log. */
  @Test
  void anAddressThatIsNoneIsNotRepeated() {
    assertThatThrownBy(() -> read("targets: [{format: slack, url: 'https://h/very secret'}]"))
        .hasMessageContaining("a target's 'url' is no address (Illegal character in path at")
        .hasMessageNotContaining("very secret");
  }

  @Test
  void anEmptyFileHasNoRules() throws Exception {
    assertThat(read("rules: []\n").rules()).isEmpty();
  }
}
