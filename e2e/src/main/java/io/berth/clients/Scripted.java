package io.berth.clients;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A program that is run by a script of its commands.
 *
 * @param finder finds it and says its version
 */
record Scripted(String name, boolean isQuick, Finder finder) implements Program {
  /** Where a program is, and which version. */
  record Found(Path program, String version) {}

  /** Finds it. */
  interface Finder {
    Found find(Tools tools) throws NotHere;
  }

  /** A program of the Go module proxy, in a pinned version. */
  static Scripted go(String name, boolean isQuick, String goPackage, String version) {
    return new Scripted(
        name, isQuick, tools -> new Found(tools.go(name, goPackage, version), version));
  }

  /**
   * A program that is on the machine, in the version that its build recorded.
   *
   * @param name its file's too
   */
  static Scripted given(String name, boolean isQuick) {
    return new Scripted(
        name,
        isQuick,
        tools -> {
          var program = tools.program(name);
          return new Found(program, Tools.built(program));
        });
  }

  @Override
  public void run(Tools tools, Score score) throws NotHere, IOException {
    var found = finder.find(tools);
    score.version(found.version());
    try (var stand = Stand.of(name)) {
      stand.tenant().createProject(name);
      Script.run(name + ".txt", Map.of(name, found.program()), stand, score);
    }
  }
}
