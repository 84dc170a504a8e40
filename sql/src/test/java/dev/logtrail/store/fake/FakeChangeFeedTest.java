package dev.logtrail.store.fake;

import dev.logtrail.store.TrailWriter;
import dev.logtrail.store.change.ChangeFeed;
import dev.logtrail.store.change.ChangeFeedContract;

/** The kit, run on the fake. */
final class FakeChangeFeedTest extends ChangeFeedContract {
  private final FakeTrailStore fake = new FakeTrailStore();

  @Override
  protected TrailWriter openWriter() {
    return fake.openWriter();
  }

  @Override
  protected ChangeFeed openFeed() {
    return fake.changes();
  }
}
