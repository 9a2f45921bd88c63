package io.berth.storage.s3;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** An object store that a script in {@code dev} starts and ends, where its programs are. */
final class ScriptedServer implements ObjectServer {
  private static final int LOWEST_PORT = 20_000;
  private static final int FIRST_PORT_ABOVE = 32_700;

  private final String script;
  private final Path folder;
  private final URI endpoint;
  private final S3Keys keys;

  private ScriptedServer(String script, Path folder, URI endpoint, S3Keys keys) {
    this.script = script;
    this.folder = folder;
    this.endpoint = endpoint;
    this.keys = keys;
  }

  /** Whether this machine has all of these programs. */
  static boolean isInstalled(String... programs) {
    var folders = System.getenv("PATH").split(File.pathSeparator, -1);
    return Stream.of(programs)
        .allMatch(
            program -> Stream.of(folders).anyMatch(it -> Files.isExecutable(Path.of(it, program))));
  }

  /**
   * Starts one on ports by chance.
   *
   * @param ports variables that the script takes ports from, ten apart
   */
  static ScriptedServer start(String script, String... ports) {
    try {
      var folder = Files.createTempDirectory("berth-" + script);
      var builder = run(script, "up", folder);
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, FIRST_PORT_ABOVE);
      for (var name : ports) {
        builder.environment().put(name, Integer.toString(port));
        port += 10;
      }
      var process = builder.redirectError(folder.resolve("up").toFile()).start();
      String ready = "";
      try (var out = process.inputReader()) {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
          ready = line;
        }
      }
      var words = List.of(ready.split(" ", -1));
      if (process.waitFor() != 0 || words.size() != 4) {
        throw new IllegalStateException(
            script + " did not start: " + Files.readString(folder.resolve("up")));
      }
      var server =
          new ScriptedServer(
              script, folder, URI.create(words.get(1)), new S3Keys(words.get(2), words.get(3)));
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      return server;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ProcessBuilder run(String script, String word, Path folder) {
    return new ProcessBuilder(
        Path.of("../dev", script).toAbsolutePath().toString(), word, folder.toString());
  }

  @Override
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public S3Keys keys() {
    return keys;
  }

  @Override
  public void close() {
    try {
      run(script, "down", folder).inheritIO().start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
