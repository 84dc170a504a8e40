package dev.logtrail.store.fake;

import dev.logtrail.store.position.SourcePositions;
import dev.logtrail.store.position.SourcePositionsContract;

/** The kit, run on the fake. */
final class FakeSourcePositionsTest extends SourcePositionsContract {
  private final FakeSourcePositions positions = new FakeSourcePositions();

  @Override
  protected SourcePositions open() {
    return positions.reopen();
  }
}
