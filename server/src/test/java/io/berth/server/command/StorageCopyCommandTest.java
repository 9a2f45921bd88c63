package io.berth.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.content.Digest;
import io.berth.harbor.HarborCalls;
import io.berth.security.RunningBerth;
import io.berth.server.config.UsageException;
import io.berth.server.place.DataFolder;
import io.berth.sql.Dialect;
import io.berth.storage.s3.ObjectServer;
import io.berth.storage.s3.S3Address;
import io.berth.storage.s3.S3ProxyServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The content of a server moves from a disk into a bucket, and back. */
final class StorageCopyCommandTest {
  private static final String REPOSITORY = "team/app";

  @TempDir Path folder;
  private final ObjectServer objects = S3ProxyServer.shared();
  private final S3Address bucket = objects.bucket();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final List<String> manifests = new ArrayList<>();
  private String large;
  private HarborCalls first;
  private RunningBerth berth;
  private int moves;

  @BeforeEach
  void fill() throws Exception {
    first = new HarborCalls(Dialect.SQLITE, folder);
    berth = first.berth;
    first.project("boss", "team", true);
    for (int i = 0; i < 3; i++) {
      manifests.add(first.pushImage("boss", REPOSITORY, "v" + i, "layer " + i));
    }
    var noise = new byte[(9 << 20) + 1];
    new Random(9).nextBytes(noise);
    first.pushBlob("boss", REPOSITORY, noise);
    large = Digest.of(Digest.Algorithm.SHA256, noise).toString();
    Files.writeString(folder.resolve("secret"), objects.keys().secretKey());
  }

  @AfterEach
  void close() {
    berth.close();
  }

  private String bucketUrl() {
    return "s3://" + bucket.bucket() + "/some/prefix?endpoint=" + objects.endpoint();
  }

  private String disk() {
    return "file:" + folder.resolve("data");
  }

  /** Stops the server and starts another one on the same tables with these stores. */
  private void restart(String storage, String also) throws IOException {
    berth.close();
    var settings = new HashMap<String, String>();
    settings.put("database", "jdbc:sqlite:" + folder.resolve("data/berth.db"));
    settings.put("storage", storage);
    for (var prefix : List.of("storage-", "storage-also-")) {
      settings.put(prefix + "access-key", objects.keys().accessKey());
      settings.put(prefix + "secret-key-file", folder.resolve("secret").toString());
    }
    if (!also.isEmpty()) {
      settings.put("storage-also", also);
    }
    berth = new RunningBerth(first.berth, folder.resolve("server" + ++moves), settings);
  }

  private int copy(String... words) {
    said.reset();
    var command = new ArrayList<>(List.of("storage", "copy"));
    command.addAll(List.of(words));
    return berth.command(new PrintStream(said, true, UTF_8), command.toArray(String[]::new));
  }

  private String said() {
    return said.toString(UTF_8);
  }

  /** What pulls get: each manifest, config and layer. */
  private Map<String, String> pulls() {
    var pulls = new LinkedHashMap<String, String>();
    var blobs = new LinkedHashSet<>(List.of(large));
    for (var digest : manifests) {
      var manifest =
          berth.call("GET", "/v2/" + REPOSITORY + "/manifests/" + digest).as("boss").json(200);
      blobs.add(manifest.path("config").path("digest").asText());
      manifest.path("layers").forEach(layer -> blobs.add(layer.path("digest").asText()));
    }
    for (var blob : blobs) {
      var answer = berth.call("GET", "/v2/" + REPOSITORY + "/blobs/" + blob).as("boss").send();
      pulls.put(blob, answer.statusCode() + " " + Arrays.hashCode(answer.body()));
    }
    return pulls;
  }

  private long blobs(String condition) {
    return berth.number("SELECT COUNT(*) FROM blob WHERE " + condition);
  }

  @Test
  void allMovesToABucketWhileTheServerServesAndBackToADisk() throws Exception {
    var before = pulls();
    assertThat(before)
        .hasSizeGreaterThan(4)
        .allSatisfy((_, got) -> assertThat(got).contains("200"));

    restart(bucketUrl(), disk());
    assertThat(pulls()).as("nothing moved yet").isEqualTo(before);
    var pushed = push("pushed meanwhile");
    assertThat(copy(disk(), bucketUrl())).as("%s", said()).isZero();
    assertThat(said()).contains("all that can be copied is in s3://" + bucket.bucket());
    assertThat(blobs("object_key = ''")).isZero();
    assertThat(pulls()).as("all moved").isEqualTo(before);

    restart(bucketUrl(), "");
    DataFolder.deleteAll(folder.resolve("data/blobs"));
    assertThat(pulls()).as("without the disk").isEqualTo(before);
    assertThat(berth.call("GET", pushed).as("boss").send().statusCode()).isEqualTo(200);

    var other = "file:" + folder.resolve("other");
    restart(other, bucketUrl());
    assertThat(copy()).as("%s", said()).isZero();
    assertThat(blobs("object_key <> ''")).isZero();
    restart(other, "");
    assertThat(pulls()).as("back on a disk").isEqualTo(before);
  }

  @Test
  void aBackupOfABucketIsRestoredOntoADiskAndIntoAnotherBucket() throws Exception {
    restart(bucketUrl(), disk());
    assertThat(copy()).isZero();
    restart(bucketUrl(), "");
    assertThat(run("verify")).as("%s", said()).isZero();
    var place = folder.resolve("place").toString();
    assertThat(run("backup", place, "--without-master-key")).as("%s", said()).isZero();

    for (var store : List.of("file:", bucketUrl().replace("/some/prefix", "/restored"))) {
      var there =
          new String[] {
            "--database=", "--storage=" + store, "--data=" + folder.resolve("restored-" + ++moves)
          };
      assertThat(run(concat(there, "restore", place))).as("%s", said()).isZero();
      assertThat(run(concat(there, "verify"))).as("%s", said()).isZero();
      assertThat(said()).contains(" 0 without their bytes").contains("; 0 files");
      assertThat(run(concat(there, "scrub"))).as("%s", said()).isZero();
      var taken = new String[] {there[0], there[1], "--data=" + folder.resolve("taken")};
      if (store.startsWith("s3:")) {
        assertThat(run(concat(taken, "restore", place))).isEqualTo(2);
        assertThat(said()).contains("the store of the setting storage is not empty");
      }
    }
  }

  private int run(String... words) {
    said.reset();
    return berth.command(new PrintStream(said, true, UTF_8), words);
  }

  private static String[] concat(String[] flags, String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of(flags));
    return all.toArray(String[]::new);
  }

  @Test
  void aRunThatBrokeOffCopiesOnlyWhatIsLeftAndOneMoreFindsWhatCameSince() throws Exception {
    restart(bucketUrl(), disk());
    assertThat(copy()).isZero();
    long all = blobs("1 = 1");
    // As if the last row had not been told, and one more blob had come to the disk.
    berth.change("UPDATE blob SET object_key = '' WHERE digest = ?", large);

    assertThat(copy()).isZero();

    assertThat(said()).contains("1 blobs copied, 9,437,185 bytes; %d are there".formatted(all - 1));
    assertThat(blobs("object_key = ''")).isZero();
  }

  @Test
  void whatIsDamagedOrLostIsNamedAndStays() throws Exception {
    restart(bucketUrl(), disk());
    var file = folder.resolve("data/blobs/sha256").resolve(large.substring(7, 9));
    var bytes = file.resolve(large.substring(7));
    var damaged = Files.readAllBytes(bytes);
    damaged[damaged.length / 2] ^= 1;
    Files.write(bytes, damaged);

    assertThat(copy()).isEqualTo(1);

    assertThat(said()).contains("1 cannot be copied, as they are lost or damaged:", large);
    assertThat(blobs("object_key = ''")).isEqualTo(1);
    assertThat(bytes).as("what people may still look at").exists();
  }

  @Test
  void aServerThatKnowsOneStoreOnlyHindersIt() {
    assertThat(copy(disk(), bucketUrl(), "--storage-access-key", "k")).isEqualTo(2);
    assertThat(copy(disk(), bucketUrl())).isEqualTo(2);
    assertThat(said()).contains("know " + disk() + " only: restart them with --storage s3://");
    assertThat(copy(disk(), disk())).isEqualTo(2);
    assertThat(said()).contains("both are " + disk());
    assertThat(copy(disk())).isEqualTo(2);
    assertThat(said()).contains("say which store to copy and where to");
  }

  @Test
  void noServerStartsOnAStoreThatHasNothingOfWhatItsTablesName() throws Exception {
    assertThatThrownBy(() -> restart("file:" + folder.resolve("empty"), ""))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("that the database names is in file:" + folder.resolve("empty"))
        .hasMessageContaining("its servers used " + disk());
    restart(disk(), "");
    assertThat(pulls().values()).allSatisfy(got -> assertThat(got).startsWith("200"));
  }

  /** Where what was pushed is. */
  private String push(String text) {
    var bytes = text.getBytes(UTF_8);
    var digest = Digest.of(Digest.Algorithm.SHA256, bytes);
    berth
        .call("POST", "/v2/" + REPOSITORY + "/blobs/uploads/?digest=" + digest)
        .as("boss")
        .header("Content-Type", "application/octet-stream")
        .body(bytes)
        .text(201);
    return "/v2/" + REPOSITORY + "/blobs/" + digest;
  }
}
