package dev.logtrail.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.logtrail.service.kit.ProjectRoot;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The scale model: its arithmetic, and that the document is what it prints. */
class ScaleReportTest {

  @Test
  void theDocumentIsWhatTheProgramPrints() throws IOException {
    StringWriter printed = new StringWriter();
    ScaleReport.write(new PrintWriter(printed));
    Path document = ProjectRoot.path().resolve("deploy/SCALE.md");
    assertThat(Files.readString(document))
        .as("write it anew: ./logtrail bench scale > deploy/SCALE.md")
        .isEqualTo(printed.toString());
  }

  @Test
  void costsAddUpToWhatWasMeasured() {
    Costs costs = Costs.MEASURED;
    double us = costs.doorUs() + costs.jobUs() + costs.databaseUs();
    assertThat(1e6 / us).isCloseTo(31_000, within(500.0));
  }

  @Test
  void tenTerabytesAreTenTerabytes() {
    Load load = Load.ofText(10);
    assertThat(load.terabytesADay()).isCloseTo(10, within(1e-9));
    assertThat(load.eventsASecond()).isCloseTo(897_215, within(1.0));
    // Twice the load takes twice of all that grows with it.
    Needs one = new Needs(load, Costs.MEASURED, 14);
    Needs two = new Needs(Load.ofText(20), Costs.MEASURED, 14);
    assertThat(two.databaseCores()).isCloseTo(2 * one.databaseCores(), within(1e-6));
    assertThat(two.diskTb()).isCloseTo(2 * one.diskTb(), within(1e-6));
  }

  @Test
  void streamsSpreadEvenlyAndFunctionsDoNot() {
    Spread spread = new Spread(10_000, 8, 1);
    assertThat(spread.unevenByStream()).isLessThan(1.05);
    assertThat(spread.unevenByFunction()).isGreaterThan(1.2);
    assertThat(spread.shardsOfMedianFunction()).isBetween(1.0, 7.0);
    assertThat(spread.shardsOfBusiestFunction()).isEqualTo(8);
  }
}
