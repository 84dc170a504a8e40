package dev.logtrail.api.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.api.render.EntryJson;
import dev.logtrail.ingest.live.ProvisionalLines;
import dev.logtrail.store.fake.FakeTrailStore;
import dev.logtrail.structured.convention.Conventions;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Scope;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Live Tail has shown, beside a store that has nothing of it yet. */
class LiveLinesTest {
  private static final String ID = "11111111-1111-4111-8111-111111111111";
  private static final LogStream STREAM =
      new LogStream("123456789012", "eu-west-1", "/aws/lambda/orders", "2026/11/20/[$LATEST]ab");

  private final ProvisionalLines lines = new ProvisionalLines(Clock.systemUTC());
  private final TrailLoader loader =
      new TrailLoader(new FakeTrailStore(), Conventions.builtIn()).with(lines, Scope.ALL);

  @Test
  void aRequestOfWhichNothingIsStoredIsShownToWhoMaySeeIt() {
    lines.shown(
        Map.of(
            STREAM,
            List.of(
                new LogEvent("", 1, "START RequestId: " + ID + " Version: $LATEST"),
                new LogEvent("", 2, "hello"))));
    List<LoadedTrail> all = loader.byRequestId(ID);
    assertThat(all).hasSize(1);
    assertThat(all.get(0).revision()).isZero();
    assertThat(all.get(0).trailId()).isNegative();
    assertThat(all.get(0).trail().header().functionName()).isEqualTo("orders");
    assertThat(all.get(0).trail().entries()).hasSize(2).allMatch(EntryJson::isProvisional);
    assertThat(loader.within(Scope.NOTHING).byRequestId(ID)).isEmpty();
    assertThat(new TrailLoader(new FakeTrailStore(), Conventions.builtIn()).byRequestId(ID))
        .isEmpty();
  }
}
