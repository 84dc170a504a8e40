package dev.logtrail.store.upkeep;

/**
 * The background task that derives headers which a flush left to later, or an older parser wrote.
 */
public interface HeaderTask extends UpkeepTask {

  /**
   * How far it had come when it last ran, here or in another process; null before its first run.
   */
  DerivedHeaders progress();
}
