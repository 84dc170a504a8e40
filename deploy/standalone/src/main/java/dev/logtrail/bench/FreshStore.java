package dev.logtrail.bench;

import dev.logtrail.store.postgres.DatabaseSettings;
import java.nio.file.Path;

/** A database server with nothing in it, made for one measurement. */
public interface FreshStore extends AutoCloseable {

  /** Makes one. */
  @FunctionalInterface
  interface Maker {
    /** Starts a server in a directory of its own. */
    FreshStore make();
  }

  /** How to reach it. */
  DatabaseSettings settings();

  /** The server's first process. */
  long pid();

  /** A directory for what the measurement keeps beside it. */
  Path directory();

  /** Stops it and deletes everything. */
  @Override
  void close();
}
