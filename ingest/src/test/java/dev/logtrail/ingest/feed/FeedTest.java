package dev.logtrail.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What a feed says of itself. */
class FeedTest {
  private long nowMs = 1_000_000;

  private final Feed feed =
      new Feeds()
          .feed(
              "kinesis",
              "logs",
              new Clock() {
                @Override
                public ZoneId getZone() {
                  return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                  return this;
                }

                @Override
                public Instant instant() {
                  return Instant.ofEpochMilli(nowMs);
                }
              });

  @Test
  void isConnectedWhileEveryCallWorks() {
    assertThat(feed.state().connectedSince()).as("no call was made").isNull();
    feed.worked("reading a");
    nowMs += 5;
    feed.worked("reading b");
    assertThat(feed.state().connectedSince()).isEqualTo(1_000_000L);

    feed.failed("reading a", "refused", 2_000);
    feed.worked("reading b");
    assertThat(feed.state().connectedSince()).as("what works hides no fault").isNull();
    assertThat(feed.state().lastError()).isEqualTo("refused");
    assertThat(feed.state().nextTryAt()).isEqualTo(nowMs + 2_000);

    nowMs += 10;
    feed.worked("reading a");
    assertThat(feed.state().connectedSince()).isEqualTo(nowMs);
    assertThat(feed.state().nextTryAt()).isNull();
    assertThat(feed.state().lastError()).as("stays to be seen").isEqualTo("refused");
  }

  @Test
  void itsLagIsThatOfItsSlowestPartAndGrowsWhileItFails() {
    feed.read("a", 3, 100L);
    feed.read("b", 0, 700L);
    assertThat(feed.state().lagMs()).isEqualTo(700);
    assertThat(feed.state().lastReadAt()).isEqualTo(1_000_000L);

    feed.failed("reading b", "gone", 0);
    nowMs += 50;
    assertThat(feed.state().lagMs()).isEqualTo(750);
    feed.ended("b");
    assertThat(feed.state().parts()).extracting(FeedState.Part::name).containsExactly("a");
    assertThat(feed.state().parts().get(0).records()).isEqualTo(3);
  }

  @Test
  void countsWhatIsNotAsUsual() {
    feed.count("throttled", 2);
    feed.count("throttled", 1);
    feed.count("nothing", 0);
    assertThat(feed.state().counts()).containsOnlyKeys("throttled").containsEntry("throttled", 3L);
  }
}
