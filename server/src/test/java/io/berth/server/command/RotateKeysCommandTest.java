package io.berth.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.control.application.AccessRule;
import io.berth.harbor.HarborCalls;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are replaced while a server works with them. */
final class RotateKeysCommandTest {
  @TempDir Path folder;
  private String said = "";

  private int run(RunningBerth berth, String... words) {
    var out = new ByteArrayOutputStream();
    int exit = berth.command(new PrintStream(out, true, UTF_8), words);
    said = out.toString(UTF_8);
    return exit;
  }

  @Test
  void theMasterKeyIsReplacedWhileRequestsNeedIt() throws Exception {
    try (var harbor = new HarborCalls(Dialect.SQLITE, folder)) {
      var berth = harbor.berth;
      var file = folder.resolve("data/master.key");
      var before = Files.readString(file);
      var fingerprint = berth.number("SELECT count(*) FROM installation WHERE name = 'id'");
      assertThat(fingerprint).isOne();
      // An upload's address has a code under the master key, an application's secret is sealed.
      harbor.project("boss", "team", false);
      var upload = berth.call("POST", "/v2/team/app/blobs/uploads/").as("boss").send().headers();
      var over = new AtomicBoolean();
      var asked = new AtomicInteger();
      var answers = new AtomicInteger();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var client =
            threads.submit(
                () -> {
                  while (!over.get()) {
                    asked.incrementAndGet();
                    boolean signed =
                        berth.call("GET", "/v1/me").as("key").send().statusCode() == 200;
                    var token =
                        berth
                            .call("GET", "/service/token?service=harbor-registry")
                            .as("boss")
                            .send();
                    answers.addAndGet(signed && token.statusCode() == 200 ? 1 : 0);
                  }
                });
        Await.until("the first answers", () -> answers.get() > 0);

        assertThat(run(berth, "keys", "rotate", "master-key")).as("%s", said).isZero();

        int during = answers.get();
        Await.until("answers afterwards", () -> answers.get() > during);
        over.set(true);
        client.get();
      }
      assertThat(answers.get()).as("every request was answered").isEqualTo(asked.get());
      assertThat(said)
          .contains("application.secret_sealed: ")
          .contains("registry.token_key_sealed: 1 sealed anew")
          .contains("keep a copy of it");
      assertThat(Files.readString(file)).isNotEqualTo(before);
      var location = upload.firstValue("Location").orElseThrow();
      var path = location.substring(location.indexOf("/v2/"));
      assertThat(berth.call("GET", path).as("boss").send().statusCode())
          .as("an upload that was begun under the key before")
          .isEqualTo(204);
      // What was sealed since then is under the new key alone.
      var key = berth.consumerKey("admin", List.of(new AccessRule("GET", "/*")));
      berth.restart();
      assertThat(berth.signed(berth.call("GET", "/v1/me"), key).send().statusCode()).isEqualTo(200);
      assertThat(berth.number("SELECT count(*) FROM installation WHERE name LIKE 'next%'"))
          .isZero();

      // With the key before no server starts, and nothing is changed.
      Files.writeString(file, before);
      assertThat(run(berth, "gc")).isEqualTo(2);
      assertThat(said).contains("sealed under the master key with the fingerprint");
    }
  }

  @Test
  void severalServersTakeTheKeyThatTheOperatorGives() throws Exception {
    try (var first = new RunningBerth(Dialect.POSTGRESQL, folder.resolve("first"));
        var second = new RunningBerth(first, folder.resolve("second"), Map.of())) {
      assertThat(run(second, "keys", "rotate", "master-key")).isEqualTo(2);
      assertThat(said).contains("the setting master-key says the key").contains("--new-key-file");
      var next =
          Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(UTF_8));
      var file = Files.writeString(folder.resolve("next"), next + "\n");

      assertThat(run(second, "keys", "rotate", "master-key", "--new-key-file=" + file))
          .as("%s", said)
          .isZero();

      assertThat(said).contains("change the setting master-key of every server");
      for (var berth : List.of(first, second)) {
        assertThat(berth.call("GET", "/v1/me").as("key").send().statusCode()).isEqualTo(200);
      }
      assertThat(folder.resolve("first/data/master.key")).content().isEqualTo(next + "\n");
      first.restart();
      assertThat(first.call("GET", "/v1/me").as("key").send().statusCode()).isEqualTo(200);
      assertThat(run(first, "keys", "rotate", "master-key", "--new-key-file=" + file)).isEqualTo(2);
      assertThat(said).contains("that is the master key already");
    }
  }

  @Test
  void whoLostTheMasterKeyLosesWhatWasSealedAndNothingElse() throws Exception {
    var first = new RunningBerth(Dialect.POSTGRESQL, folder.resolve("first"));
    try (first) {
      first.administrator("boss");
      assertThat(
              first
                  .call("POST", "/api/v2.0/projects")
                  .as("boss")
                  .json("{'project_name':'team'}")
                  .send()
                  .statusCode())
          .isEqualTo(201);
      assertThat(run(first, "keys", "rotate", "master-key", "--lost")).isEqualTo(2);
      assertThat(said).contains("another Berth").contains("uses the data folder");
    }
    assertThat(run(first, "keys", "rotate", "master-key", "--lost")).isEqualTo(2);
    assertThat(said).contains("the master key is not lost");
    Files.delete(folder.resolve("first/data/master.key"));
    assertThat(run(first, "gc")).isEqualTo(2);
    assertThat(said).contains("master.key is missing");

    assertThat(run(first, "keys", "rotate", "master-key", "--lost")).as("%s", said).isZero();

    assertThat(said).contains("application: 1 lost").contains("registry: 1 lost");
    try (var again = new RunningBerth(first, folder.resolve("again"), Map.of())) {
      assertThat(again.call("GET", "/api/v2.0/projects/team").as("boss").send().statusCode())
          .isEqualTo(200);
      assertThat(token(again)).isNotEmpty();
      assertThat(again.call("GET", "/v1/me").as("key").send().statusCode())
          .as("an application whose secret is lost")
          .isEqualTo(403);
    }
  }

  @Test
  void tokensOfARegistryAreVoidAtOnceAndNewOnesAreHad() throws Exception {
    try (var harbor = new HarborCalls(Dialect.SQLITE, folder)) {
      var berth = harbor.berth;
      harbor.project("boss", "team", false);
      harbor.pushImage("boss", "team/app", "v1", "a layer");
      var token = token(berth);
      assertThat(pull(berth, token)).isEqualTo(200);

      assertThat(run(berth, "keys", "rotate", "tokens")).as("%s", said).isZero();

      assertThat(said).contains("tokens from before are void");
      Await.until("the server to notice", () -> pull(berth, token) == 401);
      assertThat(pull(berth, token(berth))).isEqualTo(200);
      assertThat(run(berth, "keys", "rotate", "tokens", "--registry=nowhere")).isEqualTo(2);
      assertThat(run(berth, "keys", "rotate")).isEqualTo(2);
      assertThat(said).contains("master-key, tokens or authority");
    }
  }

  private static String token(RunningBerth berth) {
    return berth
        .call("GET", "/service/token?service=harbor-registry&scope=repository:team/app:pull")
        .as("boss")
        .json(200)
        .path("token")
        .asText();
  }

  private static int pull(RunningBerth berth, String token) {
    return berth
        .call("GET", "/v2/team/app/manifests/v1")
        .header("Authorization", "Bearer " + token)
        .send()
        .statusCode();
  }
}
