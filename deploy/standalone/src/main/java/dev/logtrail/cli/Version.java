package dev.logtrail.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that {@code --version} prints, as the manifest of the jar states it. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"logtrail " + (version == null ? "(not run from a jar)" : version)};
  }
}
