package io.berth.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.harbor.HarborCalls;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.storage.BlobLayout;
import io.berth.testing.Await;
import io.berth.testing.TemporaryFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a server that serves meanwhile, and what is made of them again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BackupCommandTest {
  private static final String OPEN = "--without-master-key";

  private HarborCalls harbor;
  private RunningBerth berth;
  private Path data;
  private String said = "";

  @BeforeAll
  void fill() throws Exception {
    var folder = TemporaryFolder.untilTheEnd("berth-backup");
    data = folder.resolve("data");
    harbor = new HarborCalls(Dialect.SQLITE, folder);
    berth = harbor.berth;
    harbor.project("boss", "team", true);
    harbor.project("boss", "busy", true);
    for (int i = 0; i < 3; i++) {
      harbor.pushImage("boss", "team/app", "v" + i, "layer " + i);
    }
    harbor.pushAccessory(
        "boss", "team/app", harbor.pushImage("boss", "team/app", "latest", "a layer of its own"));
  }

  @AfterAll
  void close() {
    berth.close();
  }

  private int run(String... words) {
    var out = new ByteArrayOutputStream();
    int exit = berth.command(new PrintStream(out, true, UTF_8), words);
    said = out.toString(UTF_8);
    return exit;
  }

  private void backUp(Path place, String... flags) {
    assertThat(run(words("backup", place, flags))).as("%s", said).isZero();
  }

  private int restore(Path place, Path into, String... flags) {
    var all = new ArrayList<>(List.of(flags));
    all.add("--data=" + into.resolve("data"));
    return run(words("restore", place, all.toArray(String[]::new)));
  }

  private static String[] words(String word, Path place, String... flags) {
    return Stream.concat(Stream.of(word, place.toString()), Stream.of(flags))
        .toArray(String[]::new);
  }

  /** The server that was restored into a folder. */
  private RunningBerth start(Path folder) throws IOException {
    return new RunningBerth(berth, folder, Map.of("storage", "file:"));
  }

  private static Map<String, Object> answers(RunningBerth berth) {
    var answers = new LinkedHashMap<String, Object>();
    for (var path :
        List.of(
            "/api/v2.0/projects/team",
            "/api/v2.0/projects/team/members",
            "/api/v2.0/projects/team/repositories",
            "/api/v2.0/projects/team/repositories/app/artifacts?with_tag=true",
            "/api/v2.0/projects/team/repositories/app/artifacts?with_accessory=true",
            "/api/v2.0/users?sort=user_id",
            "/v2/team/app/tags/list")) {
      var answer = berth.call("GET", path).as("boss").send();
      answers.put(path, answer.statusCode() + " " + new String(answer.body(), UTF_8));
    }
    return answers;
  }

  /** Pulls all tags of a repository with all they point at; how many. */
  private static int pullAll(RunningBerth berth, String repository) {
    var tags = berth.call("GET", "/v2/" + repository + "/tags/list").as("boss").json(200);
    for (var tag : tags.path("tags")) {
      var manifest =
          berth
              .call("GET", "/v2/" + repository + "/manifests/" + tag.asText())
              .as("boss")
              .json(200);
      var pieces = new ArrayList<String>();
      manifest.path("layers").forEach(layer -> pieces.add(layer.path("digest").asText()));
      pieces.add(manifest.path("config").path("digest").asText());
      for (var digest : pieces) {
        var bytes = berth.call("GET", "/v2/" + repository + "/blobs/" + digest).as("boss").send();
        assertThat(bytes.statusCode()).isEqualTo(200);
        assertThat(Digest.of(Digest.Algorithm.SHA256, bytes.body()).toString()).isEqualTo(digest);
      }
    }
    return tags.path("tags").size();
  }

  private static Path keyFile(Path folder, int fill) throws IOException {
    var key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return Files.writeString(
        folder.resolve("key-" + fill), Base64.getEncoder().encodeToString(key) + "\n");
  }

  /** The files of a place below a folder of it. */
  private static List<Path> files(Path place, String below) throws IOException {
    try (var files = Files.walk(place.resolve(below))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Path blob(Path place, String layer) {
    var hex = Digest.of(Digest.Algorithm.SHA256, layer.getBytes(UTF_8)).hex();
    return place.resolve("blobs").resolve(hex.substring(0, 2)).resolve(hex);
  }

  @Test
  void aSnapshotTakenDuringPushesBecomesTheSameServerAgain(@TempDir Path folder) throws Exception {
    var place = folder.resolve("place");
    var key = "--key-file=" + keyFile(folder, 1);
    var over = new AtomicBoolean();
    var pushed = new AtomicInteger();
    var before = answers(berth);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var pusher =
          threads.submit(
              () -> {
                for (int i = 0; !over.get(); i++) {
                  harbor.pushImage("boss", "busy/app", "v" + i, "busy layer " + i);
                  pushed.incrementAndGet();
                }
              });
      Await.until("the first pushes", () -> pushed.get() > 2);
      backUp(place, key);
      int during = pushed.get();
      Await.until("pushes after it", () -> pushed.get() > during);
      over.set(true);
      pusher.get();
    }

    assertThat(restore(place, folder, key)).as("%s", said).isZero();

    assertThat(said).contains("restored the snapshot ").contains(" each with its digest");
    for (var secret : List.of("master.key", "bootstrap.json")) {
      assertThat(folder.resolve("data").resolve(secret))
          .hasSameBinaryContentAs(data.resolve(secret));
    }
    try (var restored = start(folder)) {
      assertThat(answers(restored)).isEqualTo(before);
      assertThat(pullAll(restored, "team/app")).isEqualTo(4);
      assertThat(pullAll(restored, "busy/app")).isBetween(3, pushed.get());
      assertThat(
              restored.number(
                  "SELECT CAST(value AS INTEGER) FROM installation"
                      + " WHERE name = 'removals_held_until'"))
          .as("the collector is not held back by the moment of the snapshot")
          .isZero();
    }
    assertThat(run("verify", "--backup=" + place, key)).as("%s", said).isZero();
  }

  @Test
  void aSealedPlaceTellsNothingAndOpensOnlyWithItsKey(@TempDir Path folder) throws Exception {
    var place = folder.resolve("place");
    backUp(place, "--key-file=" + keyFile(folder, 1));

    for (var file : files(place, "")) {
      assertThat(new String(Files.readAllBytes(file), UTF_8))
          .as("%s", file)
          .doesNotContain("layer 1")
          .doesNotContain("SQLite format")
          .doesNotContain(Files.readString(data.resolve("master.key")).strip());
    }
    assertThat(blob(place, "layer 1")).doesNotExist();
    assertThat(restore(place, folder.resolve("a"))).isEqualTo(2);
    assertThat(said)
        .contains("is sealed under the key with the fingerprint")
        .contains("--key-file");
    assertThat(restore(place, folder.resolve("b"), "--key-file=" + keyFile(folder, 2)))
        .isEqualTo(2);
    assertThat(said).contains("and this one has");
    assertThat(run(words("backup", place, OPEN))).isEqualTo(2);
    assertThat(folder.resolve("a")).doesNotExist();
    assertThat(folder.resolve("b")).doesNotExist();
  }

  @Test
  void withoutTheMasterKeyItIsAskedForBeforeAnythingIsWritten(@TempDir Path folder)
      throws Exception {
    var place = folder.resolve("place");
    backUp(place, OPEN);
    for (var file : files(place, "")) {
      if (!file.endsWith("backup.lock")) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as("%s", file)
            .isEqualTo("rw-------");
      }
      assertThat(new String(Files.readAllBytes(file), UTF_8))
          .doesNotContain(Files.readString(data.resolve("master.key")).strip());
    }

    assertThat(restore(place, folder)).isEqualTo(2);
    assertThat(said)
        .contains("was taken without the master key")
        .contains("put the file master.key");
    assertThat(folder.resolve("data")).doesNotExist();
    Files.createDirectory(folder.resolve("data"));
    Files.copy(keyFile(folder, 3), folder.resolve("data/master.key"));
    assertThat(restore(place, folder)).isEqualTo(2);
    assertThat(said).contains("has another one");
    Files.delete(folder.resolve("data/master.key"));
    Files.copy(data.resolve("master.key"), folder.resolve("data/master.key"));
    assertThat(restore(place, folder)).as("%s", said).isZero();
    try (var restored = start(folder)) {
      assertThat(pullAll(restored, "team/app")).isEqualTo(4);
    }
  }

  @Test
  void theNextSnapshotCopiesOnlyWhatIsNewAndOldOnesGo(@TempDir Path folder) throws Exception {
    var place = folder.resolve("place");
    backUp(place, OPEN);
    var first = files(place, "blobs");
    var orphan = Files.createDirectories(place.resolve("blobs/ab")).resolve("ab".repeat(32));
    Files.writeString(orphan, "of a snapshot that is gone");
    harbor.pushImage("boss", "team/more", "v1", "layer of " + folder);
    // A second one in the same second is refused by its name.
    Await.until("a later second", () -> run(words("backup", place, OPEN, "--keep=1")) == 0);

    assertThat(said).contains("1 blobs with").contains("removed the snapshot");
    assertThat(files(place, "snapshots")).hasSize(3);
    assertThat(orphan).doesNotExist();
    assertThat(files(place, "blobs")).containsAll(first).hasSize(first.size() + 1);
  }

  @Test
  void whatIsNotEmptyIsNeverTouched(@TempDir Path folder) throws Exception {
    var place = folder.resolve("place");
    backUp(place, "--key-file=" + keyFile(folder, 1));
    var there = Files.createDirectory(folder.resolve("data")).resolve("mine.txt");
    Files.writeString(there, "mine");

    assertThat(restore(place, folder, "--key-file=" + keyFile(folder, 1))).isEqualTo(2);

    assertThat(said).contains("is not empty (it has mine.txt)");
    try (var files = Files.list(folder.resolve("data"))) {
      assertThat(files.toList()).containsExactly(there);
    }
    assertThat(run("restore", place.toString(), "--key-file=" + keyFile(folder, 1))).isEqualTo(2);
    assertThat(said).contains("is not empty");
  }

  @Test
  void anIncompleteBackupIsRefusedAndWhatIsLeftOfItCanBeHad(@TempDir Path folder) throws Exception {
    var place = folder.resolve("place");
    backUp(place, OPEN);
    var key = data.resolve("master.key");
    Files.copy(key, Files.createDirectory(folder.resolve("data")).resolve("master.key"));
    Files.delete(blob(place, "layer 1"));

    assertThat(restore(place, folder)).isEqualTo(2);
    assertThat(said).contains("is incomplete: 1 of its blobs").contains("--allow-missing");
    assertThat(run("verify", "--backup=" + place)).isEqualTo(1);

    // One that has its size, and other bytes, shows only when it is read.
    Files.writeString(blob(place, "layer 1"), "layer X");
    assertThat(run("verify", "--backup=" + place)).isEqualTo(1);
    assertThat(said).contains("corrupt sha256:");
    assertThat(restore(place, folder)).isEqualTo(2);
    assertThat(said).contains("1 blobs of the backup are damaged");
    assertThat(run("serve", "--data=" + folder.resolve("data"))).isEqualTo(2);
    assertThat(said).contains("has not come to its end");

    assertThat(restore(place, folder, "--allow-missing")).isEqualTo(1);
    assertThat(said).contains("1 blobs are missing");
    try (var restored = start(folder)) {
      var digest = Digest.of(Digest.Algorithm.SHA256, "layer 1".getBytes(UTF_8));
      var path = "/v2/team/app/blobs/" + digest;
      assertThat(restored.call("GET", path).as("boss").send().statusCode()).isEqualTo(404);
      restored
          .call("POST", "/v2/team/app/blobs/uploads/?digest=" + digest)
          .as("boss")
          .header("Content-Type", "application/octet-stream")
          .body("layer 1".getBytes(UTF_8))
          .text(201);
      assertThat(pullAll(restored, "team/app")).isEqualTo(4);
    }
  }

  @Test
  void whatBrokeOffIsNoSnapshot(@TempDir Path folder) throws Exception {
    var place = folder.resolve("place");
    backUp(place, OPEN);
    var last =
        files(place, "snapshots").stream()
            .filter(file -> file.endsWith("snapshot.json"))
            .findFirst()
            .orElseThrow();
    Files.delete(last);

    assertThat(restore(place, folder)).isEqualTo(2);
    assertThat(said).contains("no finished snapshot, only what a backup left that broke off");
    Await.until("a later second", () -> run(words("backup", place, OPEN)) == 0);
    assertThat(said).contains("whose backup broke off").contains("0 blobs with 0 bytes are new");
    assertThat(files(place, "snapshots")).hasSize(3);
  }

  @Test
  void otherVersionsAndOtherInstallationsAreRefused(@TempDir Path folder) throws Exception {
    var place = folder.resolve("place");
    backUp(place, OPEN);
    Files.copy(
        data.resolve("master.key"),
        Files.createDirectory(folder.resolve("data")).resolve("master.key"));
    var description = files(place, "snapshots").getLast();
    var text = Files.readString(description);

    Files.writeString(description, text.replace("\"schema\":1", "\"schema\":99"));
    assertThat(restore(place, folder)).isEqualTo(2);
    assertThat(said).contains("whose tables are of version 99").contains("with that build");
    Files.writeString(description, text.replace("\"format\":1", "\"format\":2"));
    assertThat(restore(place, folder)).isEqualTo(2);
    assertThat(said).contains("is of format 2");
    try (var files = Files.list(folder.resolve("data"))) {
      assertThat(files.map(it -> it.getFileName().toString())).containsExactly("master.key");
    }
    Files.writeString(description, text);
    var foreign = place.resolve("backup.json");
    Files.writeString(
        foreign,
        Files.readString(foreign).replaceFirst("\"installation\":\"..", "\"installation\":\"zz"));
    assertThat(run(words("backup", place, OPEN))).isEqualTo(2);
    assertThat(said).contains("are of another installation");
  }

  @Test
  void aRegistryThatWasDeletedByMistakeComesBackAloneFromTheBackup(@TempDir Path folder)
      throws Exception {
    var place = folder.resolve("place");
    var key = "--key-file=" + keyFile(folder, 1);
    var others = answers(berth);
    var lost = berth.room();
    lost.administrator("owner");
    project(lost);
    push(lost, HarborCalls.image("a lost layer"));
    backUp(place, key);
    assertThat(lost.call("DELETE", lost.registry()).as("root").send().statusCode()).isEqualTo(200);

    assertThat(restore(place, folder, key)).as("%s", said).isZero();
    try (var yesterday = new RunningBerth(lost, folder, Map.of("storage", "file:"))) {
      var anew = berth.room();
      anew.administrator("owner");
      project(anew);
      push(
          anew,
          yesterday.call("GET", "/v2/prod/app/manifests/v1").as("owner").send().body(),
          digest ->
              yesterday.call("GET", "/v2/prod/app/blobs/" + digest).as("owner").send().body());
      assertThat(anew.call("GET", "/v2/prod/app/tags/list").as("owner").text(200)).contains("v1");
    }
    assertThat(answers(berth)).as("the others").isEqualTo(others);
  }

  private static void project(RunningBerth registry) {
    var made =
        registry
            .call("POST", "/api/v2.0/projects")
            .as("owner")
            .json("{'project_name':'prod'}")
            .send();
    assertThat(made.statusCode()).isEqualTo(201);
  }

  private static void push(RunningBerth registry, byte[] manifest) {
    var config = "{\"os\":\"linux\",\"architecture\":\"amd64\"}".getBytes(UTF_8);
    var configDigest = Digest.of(Digest.Algorithm.SHA256, config).toString();
    push(
        registry,
        manifest,
        digest -> digest.equals(configDigest) ? config : "a lost layer".getBytes(UTF_8));
  }

  /** Pushes an image as v1, with what it points at. */
  private static void push(
      RunningBerth registry, byte[] manifest, Function<String, byte[]> content) {
    var digests = Pattern.compile("sha256:[0-9a-f]{64}").matcher(new String(manifest, UTF_8));
    for (var digest : digests.results().map(MatchResult::group).distinct().toList()) {
      registry
          .call("POST", "/v2/prod/app/blobs/uploads/?digest=" + digest)
          .as("owner")
          .header("Content-Type", "application/octet-stream")
          .body(content.apply(digest))
          .text(201);
    }
    registry
        .call("PUT", "/v2/prod/app/manifests/v1")
        .as("owner")
        .header("Content-Type", MediaType.OCI_MANIFEST)
        .body(manifest)
        .text(201);
  }

  @Test
  void verifyNamesWhatTheTablesHaveAndTheStoreHasNot(@TempDir Path folder) throws Exception {
    harbor.pushImage("boss", "team/holes", "v1", "a layer with a hole");
    assertThat(run("verify")).as("%s", said).isZero();
    assertThat(said).contains(" 0 without their bytes");
    var digest = Digest.of(Digest.Algorithm.SHA256, "a layer with a hole".getBytes(UTF_8));
    var hole = new BlobLayout(data).blob(digest);
    var aside = Files.move(hole, folder.resolve("aside"));

    assertThat(run("verify")).isEqualTo(1);

    assertThat(said).contains("missing " + digest + ", needed by ").contains(" team/holes");
    assertThat(said).contains(" 1 without their bytes");
    assertThat(run(words("backup", folder.resolve("place"), OPEN))).isEqualTo(1);
    assertThat(said).contains("does not have the bytes of 1 blobs");
    Files.move(aside, hole);
    assertThat(run("verify")).isZero();
  }

  @Test
  void oneMustSayWhatBecomesOfTheSecrets(@TempDir Path folder) throws Exception {
    var place = folder.resolve("place");

    assertThat(run(words("backup", place))).isEqualTo(2);
    assertThat(said).contains("--key-file FILE").contains("--without-master-key");
    assertThat(run(words("backup", place, OPEN, "--key-file=" + keyFile(folder, 1)))).isEqualTo(2);
    assertThat(run("backup", OPEN)).isEqualTo(2);
    assertThat(run(words("backup", place, OPEN, "--keep=0"))).isEqualTo(2);
    assertThat(place).doesNotExist();
  }
}
