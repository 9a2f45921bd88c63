package io.berth.clients;

import io.berth.e2e.fixtures.Containerd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A command line of containerd, on an engine of its own that runs no containers.
 *
 * @param client its file's name
 */
record OnContainerd(String name, String client) implements Program {
  @Override
  public boolean isQuick() {
    return true;
  }

  @Override
  public void run(Tools tools, Score score) throws NotHere, IOException {
    var engine = tools.program("containerd");
    var program = tools.program(client);
    try (var stand = Stand.of(name)) {
      var started = Containerd.start(stand.user(), stand.password());
      var running = started.engine().orElseThrow(() -> new NotHere(started.reason()));
      try (running) {
        score.version(version(engine, program));
        stand.tenant().createProject(name);
        Script.run(
            name + ".txt", Map.of(client, program, "socket", running.socket()), stand, score);
      }
    }
  }

  private String version(Path engine, Path program) {
    var own = Tools.version(engine, "--version");
    return client.equals("ctr") ? own : Tools.version(program, "--version") + ", " + own;
  }
}
