package io.berth.server.command;

import io.berth.server.config.Version;

/** {@code version}: the program's version and the Java it runs on. */
final class VersionCommand implements Command {
  @Override
  public int run(Invocation invocation) {
    invocation.out().println("berth " + Version.version() + " (Java " + Runtime.version() + ")");
    return 0;
  }
}
