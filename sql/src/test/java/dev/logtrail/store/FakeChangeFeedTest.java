package dev.logtrail.store;

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
