package dev.logtrail.store;

/** The version of the running program, as the manifest of its jar states it. */
public final class ProgramVersion {
  private static final String HERE = read();

  private ProgramVersion() {}

  private static String read() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? "unreleased" : version;
  }

  /** Such as {@code 1.2.0}; {@code unreleased} where it does not run from a jar. */
  public static String here() {
    return HERE;
  }
}
