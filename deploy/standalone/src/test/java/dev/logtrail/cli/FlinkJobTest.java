package dev.logtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.service.settings.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runtime properties of Amazon's managed service become settings. */
class FlinkJobTest {
  @TempDir private Path directory;

  @Test
  void theGroupOfThisNameIsTaken() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("p.json"),
            """
            [{"PropertyGroupId":"FlinkApplicationProperties","PropertyMap":{"db":"another's"}},
             {"PropertyGroupId":"logtrail","PropertyMap":{"db-user":"x","parallelism":"4"}},
             {"PropertyMap":{"kinesis":"nobody's"},"PropertyGroupId":"other"}]
            """);
    assertThat(FlinkJob.properties(file))
        .hasSize(2)
        .containsEntry("LOGTRAIL_DB_USER", "x")
        .containsEntry("LOGTRAIL_PARALLELISM", "4");
  }

  @Test
  void withoutAFileThereAreNone() {
    assertThat(FlinkJob.properties(directory.resolve("none"))).isEmpty();
  }

  @Test
  void aDamagedFileIsSaid() throws Exception {
    Path file = Files.writeString(directory.resolve("p.json"), "[{\"PropertyGroupId\":");
    assertThatThrownBy(() -> FlinkJob.properties(file))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("cannot read the runtime properties in ");
  }
}
