package io.berth.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs of the JDK and of this machine that help to make an image. */
final class Tool {
  private static final long LIMIT_MINUTES = 5;

  private Tool() {}

  /**
   * Runs one to its end; what it wrote, talk included.
   *
   * @param environment added to this process's own
   * @throws ImageException when it is not there, fails or does not end, with what it said
   */
  static String run(Map<String, String> environment, List<String> words)
      throws ImageException, IOException, InterruptedException {
    var said = Files.createTempFile("berth-image", ".log");
    try {
      var builder = new ProcessBuilder(words).redirectErrorStream(true);
      builder.redirectOutput(said.toFile()).redirectInput(Path.of("/dev/null").toFile());
      builder.environment().putAll(environment);
      var process = start(builder);
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new ImageException(words.getFirst() + " did not end within five minutes");
      }
      var text = Files.readString(said, UTF_8);
      if (process.exitValue() != 0) {
        throw new ImageException(String.join(" ", words) + " failed:\n" + text.strip());
      }
      return text;
    } finally {
      Files.delete(said);
    }
  }

  private static Process start(ProcessBuilder builder) throws ImageException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ImageException(builder.command().getFirst() + " is needed and cannot be run", e);
    }
  }
}
