package dev.logtrail.cli.server;

/** What the help of every part says. */
final class PartHelp {
  static final String SETTINGS =
      "Several may run on one --db. It takes the settings of up, and looks only at those of its"
          + " part, so that one file serves all.";

  private PartHelp() {}
}
