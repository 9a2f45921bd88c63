package io.berth.server.config;

/** The version of this program. */
public final class Version {
  private Version() {}

  /** What the build wrote into the jar; "dev" when run from classes. */
  public static String version() {
    var version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
