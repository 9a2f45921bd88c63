package io.berth.server;

/** {@code version}: the program's version and the Java it runs on. */
final class VersionCommand implements Command {
  /** The version the build wrote into the jar; "dev" when run from classes. */
  static String version() {
    var version = VersionCommand.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }

  @Override
  public int run(Invocation invocation) {
    invocation.out().println("berth " + version() + " (Java " + Runtime.version() + ")");
    return 0;
  }
}
