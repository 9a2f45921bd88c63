package io.berth.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Repository;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What docs/guide/backup.md says, against the built jar: a server is backed up while clients push,
 * killed and taken away with its folder, and comes back from the backup.
 */
final class BackupTest {
  private static final Map<String, String> SETTINGS = Map.of("BERTH_GC_GRACE", "1s");

  private static byte[] bytes(String text) {
    return text.repeat(500).getBytes(UTF_8);
  }

  private static void image(Repository repository, String tag) throws IOException {
    var layer = bytes(repository.name() + tag);
    var piece = Descriptor.of(Content.CONFIG, layer);
    repository.push(layer);
    repository.putManifest(tag, Content.manifest(piece, List.of(piece))).must(201);
  }

  /** Pulls every tag of a repository; the bytes must be those that were pushed. */
  private static int pullAll(Repository repository) throws IOException {
    var tags = repository.tags().must(200).json().path("tags");
    for (var tag : tags) {
      var manifest = repository.manifest(tag.asText()).must(200).json();
      var digest = manifest.path("config").path("digest").asText();
      assertThat(repository.blob(digest).must(200).body())
          .isEqualTo(bytes(repository.name() + tag.asText()));
    }
    return tags.size();
  }

  private static Map<String, String> answers(Tenant tenant) throws IOException {
    var answers = new LinkedHashMap<String, String>();
    try (var client = tenant.client()) {
      for (var path :
          List.of(
              "/api/v2.0/projects/still",
              "/api/v2.0/projects/still/repositories",
              "/api/v2.0/projects/still/repositories/app/artifacts?with_tag=true",
              "/api/v2.0/users",
              "/api/v2.0/system/gc/schedule")) {
        answers.put(path, new String(client.get(path).must(200).body(), UTF_8));
      }
    }
    return answers;
  }

  @Test
  void aServerThatWasLostComesBackFromTheBackupThatWasTakenWhileClientsPushed() throws Exception {
    var folder = Workspace.scratch("backup");
    var place = folder.resolve("place").toString();
    var key =
        Files.writeString(folder.resolve("key"), Base64.getEncoder().encodeToString(new byte[32]));
    var sealed = "--key-file=" + key;
    var berth = BerthProcess.start(folder.resolve("data"), SETTINGS, BerthProcess.QUICK);
    try (berth) {
      var tenant = Tenant.first(berth);
      tenant.createProject("still");
      tenant.createProject("busy");
      var still = tenant.repository("still/app");
      image(still, "v1");
      image(still, "v2");
      var before = answers(tenant);
      var pushed = new AtomicInteger();
      backUpWhile(berth, tenant, pushed, place, sealed);
      assertThat(berth.command("verify", "--backup", place, sealed).ok()).contains(": 0 damaged");
      still.client().close();

      berth.kill();
      Files.move(berth.data(), folder.resolve("lost"));
      assertThat(berth.command("restore", place, sealed).ok()).contains("each with its digest");
      berth.startAgain();

      assertThat(answers(tenant)).isEqualTo(before);
      var again = tenant.repository("still/app");
      assertThat(pullAll(again)).isEqualTo(2);
      image(again, "v3");
      again.client().close();
      var busy = tenant.repository("busy/app");
      assertThat(pullAll(busy)).isBetween(1, pushed.get());
      busy.client().close();
      assertThat(berth.command("verify").ok()).contains(" 0 without their bytes");
      assertThat(berth.command("restore", place, sealed).refusal()).contains("is not empty");
    }
  }

  private static void backUpWhile(
      BerthProcess berth, Tenant tenant, AtomicInteger pushed, String place, String sealed)
      throws Exception {
    var over = new AtomicBoolean();
    var busy = tenant.repository("busy/app");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var pusher =
          threads.submit(
              () -> {
                while (!over.get()) {
                  image(busy, "v" + pushed.get());
                  // What was given up becomes garbage while the backup is taken.
                  busy.push(bytes("orphan " + pushed.incrementAndGet()));
                }
                return null;
              });
      Await.until("the first pushes", Duration.ofMinutes(1), pushed::get, many -> many > 0);
      assertThat(berth.command("backup", place, sealed).ok()).contains("snapshot ");
      over.set(true);
      pusher.get();
    }
    busy.client().close();
  }

  @Test
  void aBackupThatIsNotGivenItsKeyRestoresNothing() throws Exception {
    var folder = Workspace.scratch("backup-key");
    try (var berth = BerthProcess.start(folder.resolve("data"), SETTINGS, BerthProcess.QUICK)) {
      var place = folder.resolve("place").toString();
      assertThat(berth.command("backup", place).refusal()).contains("--key-file FILE");
      berth.command("backup", place, "--without-master-key").ok();

      var refused = berth.command("restore", place, "--data=" + folder.resolve("new"));

      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.refusal()).contains("was taken without the master key");
      assertThat(Path.of(folder + "/new")).doesNotExist();
    }
  }
}
