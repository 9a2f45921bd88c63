package io.berth.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Folders for what outlives a single test; JUnit's {@code @TempDir} is for everything else. */
public final class TemporaryFolder {
  private TemporaryFolder() {}

  /** A new folder that is removed when this process ends. */
  public static Path untilTheEnd(String name) throws IOException {
    var folder = Files.createTempDirectory(name);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
    return folder;
  }

  /**
   * Removes a folder without waiting for it: with hundreds of databases it takes longer than the
   * half a minute after which Surefire kills a process that does not end.
   */
  public static void remove(Path folder) {
    try {
      new ProcessBuilder(List.of("rm", "-rf", folder.toString()))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      System.err.println("cannot remove " + folder + ": " + e.getMessage());
    }
  }
}
