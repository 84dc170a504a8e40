package dev.logtrail.bench;

import dev.logtrail.store.postgres.DatabaseSettings;
import java.net.URI;

/** A whole Logtrail with nothing in it, started for one measurement. */
public interface RunningServer extends AutoCloseable {

  /** Starts one. */
  @FunctionalInterface
  interface Maker {
    /** Starts a server in a directory of its own. */
    RunningServer make();
  }

  /** Its address, with a slash at the end. */
  URI uri();

  /** How to reach its database. */
  DatabaseSettings settings();

  /** The first process of its database server. */
  long databasePid();

  /** Stops it and starts it again with what it has stored; its address is another then. */
  void restart();

  /** Stops it and deletes everything. */
  @Override
  void close();
}
