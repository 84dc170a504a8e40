package dev.logtrail.ingest.source.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.ingest.feed.FeedState;
import dev.logtrail.ingest.feed.Feeds;
import dev.logtrail.trail.Delivery;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.junit.jupiter.api.Test;

/**
 * What every source does that Logtrail reads by itself over the network: what every source does,
 * and it is stopped by no fault of what it reads, and says what fails.
 */
public abstract class RemoteSourceContract extends SourceContract {
  /** Where what is read answers. */
  protected abstract URI endpoint();

  /** What status calls it. */
  protected abstract String feed();

  /** A source of it at an address, whose positions are {@link MemoryPositions} of that name. */
  protected abstract Source<Delivery, ?, ?> source(String positions, URI endpoint);

  /** The call that brings events. */
  protected abstract String operation();

  /** Faults that only this kind of source knows. */
  protected List<String> ownFaults() {
    return List.of();
  }

  @Override
  protected final Source<Delivery, ?, ?> source(String positions) {
    return source(positions, endpoint());
  }

  private FeedState state() {
    return Feeds.here().states().stream()
        .filter(feed -> feed.name().equals(feed()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void noFaultStopsItAndStatusSaysWhatFailed() throws Exception {
    String name = getClass().getSimpleName() + " faults";
    List<String> faults =
        new ArrayList<>(
            List.of(
                "ThrottlingException",
                "InternalFailure",
                "AccessDeniedException",
                FaultProxy.ANSWER_LOST,
                FaultProxy.ANSWER_CUT));
    faults.addAll(ownFaults());
    try (FaultProxy proxy = new FaultProxy(endpoint())) {
      List<String> all = put("before", 5);
      faults.forEach(fault -> proxy.fail(operation(), 1, fault));
      try (SourceRun job = SourceRun.start(name, source(name, proxy.endpoint()), checkpoints)) {
        SourceRun.until(
            () -> proxy.failed(operation()) == faults.size(), () -> "not all faults came");
        all.addAll(put("after", 5));
        job.await(all);
        SourceRun.until(() -> state().connectedSince() != null, () -> "not said to work again");
      }
      assertThat(new HashSet<>(SourceRun.ids(name))).containsAll(all);
      assertThat(state().lastError()).contains(":" + operation());
      assertThat(state().parts())
          .isNotEmpty()
          .allMatch(part -> part.lagMs() != null)
          .anyMatch(part -> part.records() > 0);
    }
  }
}
