package io.berth.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.client.Answer;
import io.berth.client.Body;
import io.berth.client.Client;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Endpoint;
import io.berth.client.Repository;
import io.berth.client.Tenant;
import io.berth.cluster.ObjectStore;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Command;
import io.berth.e2e.fixtures.Json;
import io.berth.e2e.fixtures.Postgres;
import io.berth.e2e.fixtures.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What docs/guide/troubleshooting.md says of a database and a store of blobs that are gone, with a
 * server on PostgreSQL and on a bucket that are taken away and come back.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadDaysOfOthersTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final byte[] LAYER = "a layer".repeat(500).getBytes(UTF_8);

  private Postgres postgres;
  private ObjectStore store;
  private BerthProcess berth;
  private Repository repository = new Repository(new Client(Endpoint.local(1), ""), "");

  @BeforeAll
  void start() throws IOException {
    assumeTrue(Postgres.isInstalled(), "PostgreSQL is not installed");
    var folder = Workspace.scratch("bad-days-of-others");
    postgres = new Postgres();
    store = ObjectStore.quick();
    var settings = new HashMap<>(postgres.settings());
    settings.put("BERTH_STORAGE", "s3://" + ObjectStore.BUCKET + "?endpoint=" + store.endpoint());
    settings.put("BERTH_STORAGE_ACCESS_KEY", store.accessKey());
    settings.put(
        "BERTH_STORAGE_SECRET_KEY_FILE",
        Files.writeString(folder.resolve("secret"), store.secretKey()).toString());
    berth = BerthProcess.start(folder, settings, BerthProcess.QUICK);
    var tenant = Tenant.first(berth);
    tenant.createProject("team");
    repository = tenant.repository("team/app");
    image("v1");
  }

  @AfterAll
  void stop() throws Exception {
    if (berth != null) {
      repository.client().close();
      berth.close();
      store.close();
      postgres.close();
    }
  }

  private void image(String tag) throws IOException {
    var piece = Descriptor.of(Content.CONFIG, LAYER);
    repository.push(LAYER);
    repository.putManifest(tag, Content.manifest(piece, List.of(piece))).must(201);
  }

  private Answer ask(String path) throws IOException {
    return repository.client().once("GET", path, Body.of(new byte[0]));
  }

  private JsonNode health() throws IOException {
    try (var anybody = new Client(Endpoint.local(berth.port()), "")) {
      return Json.parse(anybody.once("GET", "/health", Body.of(new byte[0])).text());
    }
  }

  private static boolean works(JsonNode health, String part) {
    return health.path("checks").path(part).asText().equals("ok");
  }

  @Test
  void theDatabaseIsGone() throws Exception {
    postgres.crash();

    var refused = ask("/api/v2.0/projects/team");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("Retry-After")).isNotEmpty();
    assertThat(refused.text()).contains("the database is away or overloaded");
    assertThat(works(health(), "database")).isFalse();
    assertThat(works(health(), "storage")).isTrue();

    postgres.startAgain();
    Await.until("answer", SOON, () -> ask("/api/v2.0/projects/team").status(), it -> it == 200);
    image("after");
    assertThat(repository.blob(Content.digest(LAYER)).must(200).body()).isEqualTo(LAYER);
    Await.until("database in health", SOON, this::health, it -> works(it, "database"));
  }

  @Test
  void theStoreOfBlobsIsGone() throws Exception {
    var path = "/v2/team/app/blobs/" + Content.digest(LAYER);
    for (var pid : store.pids()) {
      Command.of("kill", "-KILL", String.valueOf(pid)).run().ok();
    }
    try {
      // What needs no bytes goes on.
      repository.tags().must(200);
      repository.manifest("v1").must(200);
      var refused = ask(path);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isNotEmpty();
      assertThat(refused.text()).contains("the storage does not answer");
      Await.until("storage in health", SOON, this::health, it -> !works(it, "storage"));
      assertThat(works(health(), "database")).isTrue();
    } finally {
      store.restart();
    }

    Await.until("pull", SOON, () -> ask(path).status(), it -> it == 200);
    Await.until("storage in health", SOON, this::health, it -> works(it, "storage"));
    assertThat(berth.command("verify").ok()).contains(" 0 without their bytes");
    image("again");
  }
}
