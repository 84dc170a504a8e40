package dev.logtrail.store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store under test, with one writer and one reader open in each test. */
public abstract class StoreKit {
  protected TrailWriter writer;
  protected TrailReader reader;

  /** The store under test. */
  protected abstract TestStore store();

  @BeforeEach
  final void openBoth() {
    writer = store().openWriter();
    reader = store().openReader();
  }

  @AfterEach
  final void closeWriter() {
    writer.close();
  }
}
