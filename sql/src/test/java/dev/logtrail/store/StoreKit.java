package dev.logtrail.store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store under test, with one writer and one reader open in each test. */
public abstract class StoreKit {
  protected TrailWriter writer;
  protected TrailReader reader;

  /** A new writer of the test's store, which is empty when the test begins. */
  protected abstract TrailWriter openWriter();

  /** A reader of the same store. */
  protected abstract TrailReader openReader();

  @BeforeEach
  final void openBoth() {
    writer = openWriter();
    reader = openReader();
  }

  @AfterEach
  final void closeWriter() {
    writer.close();
  }
}
