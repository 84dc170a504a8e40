package dev.logtrail.line;

/**
 * How much has to be read of an output line to know what it adds to a trail's counts. In doubt, all
 * of it.
 */
public enum EntryShape {
  /**
   * One entry of the function's by itself, below ERROR, that tells of no failure, whatever stands
   * before and behind it (as long as that is not {@link #ANY}). Most lines.
   */
  ORDINARY,

  /**
   * The same, if the columns that the line begins with name neither an error nor another origin.
   */
  COLUMNED,

  /** May be an error, a part of a longer record, or not the function's own. */
  ANY
}
