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
   * A program that is on the machine.
   *
   * @param file its name there
   * @param words that make it say its version, of which the first line is taken
   */
  static Scripted given(String name, boolean isQuick, String file, String... words) {
    return new Scripted(
        name,
        isQuick,
        tools -> {
          var program = tools.program(file);
          return new Found(program, Tools.version(program, words));
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
