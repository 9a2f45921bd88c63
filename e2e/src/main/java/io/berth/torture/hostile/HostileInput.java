package io.berth.torture.hostile;

import io.berth.client.Body;
import io.berth.client.Client;
import io.berth.client.Connection;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Repository;
import io.berth.client.Usage;
import io.berth.torture.Arena;
import io.berth.torture.Experiment;
import io.berth.torture.Tally;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * R10. Names, digests, ranges, headers and documents that are made to confuse. Each is answered
 * with 4xx or by closing the connection, within time, and nothing appears on disk outside of what
 * the data folder is made of.
 */
public final class HostileInput implements Experiment {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long CPU_LIMIT_MICROS = 100_000;

  @Override
  public String id() {
    return "R10";
  }

  @Override
  public String title() {
    return "hostile input";
  }

  @Override
  public int weight() {
    return 5;
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    var berth = arena.server();
    var tenant = arena.tenant();
    var project = arena.project("hostile");
    var usage = new Usage(berth.pid());
    var before = outside(berth.data());
    try (var client = tenant.client()) {
      var repository = new Repository(client, project + "/r");
      var bytes = "{}".getBytes(StandardCharsets.UTF_8);
      repository.push(bytes);
      var piece = Descriptor.of(Content.CONFIG, bytes);
      repository.putManifest("v1", Content.manifest(piece, java.util.List.of(piece))).must(201);
      long memory = usage.residentBytes();
      long cpu = usage.cpuMicros();
      long asked = 0;
      var hostile = new HostileRequests(repository, piece);
      for (var request : hostile.fixed()) {
        ask(client, request, tally);
        asked++;
      }
      var random = arena.random();
      while (arena.hasTime() || asked < 250) {
        ask(client, hostile.random(random), tally);
        asked++;
      }
      long each = (usage.cpuMicros() - cpu) / asked;
      tally.note(
          "%d requests, %d µs of the server's time each, memory %+d MiB"
              .formatted(asked, each, (usage.residentBytes() - memory) >> 20));
      tally.check(each < CPU_LIMIT_MICROS, "a request costs " + each + " µs");
      tally.check(repository.manifest("v1").status() == 200, "the server is not what it was");
    }
    var after = outside(berth.data());
    after.removeAll(before);
    tally.check(after.isEmpty(), "new files: " + after);
  }

  private static void ask(Client client, HostileRequests.Hostile request, Tally tally)
      throws IOException {
    tally.attempt();
    int status;
    try (var connection = Connection.open(client.endpoint()).patience(LIMIT)) {
      try {
        connection.write(request.bytes(connection, client));
      } catch (IOException _) {
        // It may answer, and close, before it has read everything.
      }
      status = connection.read(request.method()).status();
    } catch (SocketTimeoutException _) {
      tally.problem(request.what() + ": no answer within " + LIMIT);
      return;
    } catch (IOException _) {
      tally.verify(); // Closing the connection is an answer to what is not HTTP.
      return;
    }
    // 501 is what RFC 9110 section 9.1 asks for when a method is not known.
    if ((status >= 500 && status != 501) || (status < 400 && !request.mayPass())) {
      tally.problem(request.what() + ": " + status);
    } else {
      tally.verify();
    }
  }

  /** Every file of the server's folder that is neither blob, staged upload, database nor log. */
  private static Set<String> outside(Path data) throws IOException {
    var root = data.getParent() == null ? data : data.getParent();
    var found = new TreeSet<String>();
    try (var files = Files.walk(root)) {
      files
          .map(file -> root.relativize(file).toString())
          .filter(
              file ->
                  !file.matches(
                      "data/(blobs/sha(256|512)(/[0-9a-f]{2}(/[0-9a-f]+)?)?|uploads/[0-9a-f-]+|uploads/\\.probe.*|berth\\.db.*)"))
          .forEach(found::add);
    }
    return found;
  }

  /** A body of this text. */
  static Body json(String text) {
    return Body.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
