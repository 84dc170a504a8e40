package dev.logtrail.demo.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.demo.lambda.platform.RunReport;
import dev.logtrail.demo.lambda.platform.RunReport.Startup;
import dev.logtrail.demo.lambda.platform.TextPlatform;
import dev.logtrail.demo.lambda.platform.XRayTrace;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** The exact text of REPORT, which readers take apart. */
class TextPlatformTest {
  private static final String ID = "785991e6-7cd0-44b8-a722-3c1aadd65873";
  private static final XRayTrace TRACE =
      new XRayTrace("1-61f99a56-47e3ca9116ae85832325d1e5", "11e737e3026f8575");

  @Test
  void warmSuccessEndsWithATab() {
    assertThat(report("46.43", null, null, null, null))
        .isEqualTo(
            "REPORT RequestId: "
                + ID
                + "\tDuration: 46.43 ms\tBilled Duration: 47 ms\tMemory Size: 128 MB"
                + "\tMax Memory Used: 35 MB\t\n");
  }

  @Test
  void coldStartIsBilledWithItsInit() {
    assertThat(report("2.46", new Startup(new BigDecimal("413.61"), null), null, null, null))
        .contains("\tDuration: 2.46 ms\tBilled Duration: 417 ms\t")
        .endsWith("\tMax Memory Used: 35 MB\tInit Duration: 413.61 ms\t\n");
  }

  @Test
  void restoreIsBilledInPart() {
    assertThat(report("306.34", new Startup(new BigDecimal("511.25"), 303), null, null, null))
        .contains("\tBilled Duration: 610 ms\t")
        .endsWith("\tRestore Duration: 511.25 ms\tBilled Restore Duration: 303 ms\t\n");
  }

  @Test
  void aStatusTakesTheTabAway() {
    assertThat(report("3000.00", null, "timeout", null, null))
        .endsWith("\tMax Memory Used: 35 MB\tStatus: timeout\n");
    assertThat(report("8948.73", null, "error", "Runtime.OutOfMemory", null))
        .endsWith("\tStatus: error\tError Type: Runtime.OutOfMemory\n");
  }

  @Test
  void xRayIsASecondLineOfTheSameEvent() {
    String line =
        "XRAY TraceId: 1-61f99a56-47e3ca9116ae85832325d1e5\tSegmentId: 11e737e3026f8575"
            + "\tSampled: true\t\n";
    assertThat(report("58.96", null, null, null, TRACE))
        .endsWith("\tMax Memory Used: 35 MB\t\n" + line);
    assertThat(report("58.96", null, "error", "Runtime.OutOfMemory", TRACE))
        .endsWith("\tStatus: error\tError Type: Runtime.OutOfMemory\n" + line);
  }

  private static String report(
      String durationMs, Startup init, String status, String errorType, XRayTrace trace) {
    BigDecimal duration = new BigDecimal(durationMs);
    long billed = RunReport.billed(duration, init);
    return TextPlatform.report(
        new RunReport(ID, duration, billed, 128, 35, init, status, errorType, trace));
  }
}
