package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.ManagedRegistry;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.Workspace;
import io.berth.e2e.fixtures.client.ClientTable;
import io.berth.e2e.fixtures.client.ClientTable.Action;
import io.berth.e2e.fixtures.client.ClientsRegistry;
import io.berth.e2e.fixtures.client.Image;
import io.berth.e2e.fixtures.client.Skopeo;
import io.berth.e2e.fixtures.page.PortalPages;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A real client pushes to and pulls from the default registry at {@code localhost:<port>}, as a
 * newcomer would.
 */
@ExtendWith(RealParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RegistryClientsTest {
  private final ClientsRegistry registry;
  private final BerthProcess berth;
  private final String user;
  private final String password;
  private final ClientTable table = new ClientTable();

  RegistryClientsTest(ClientsRegistry registry) {
    this.registry = registry;
    berth = registry.berth();
    user = registry.user();
    password = registry.password();
  }

  @AfterAll
  void compareTable() {
    table.compare();
  }

  @Test
  void skopeoPushesInspectsListsPullsMountsAndDeletes() {
    var skopeo = new Skopeo(berth.host());
    table.client("skopeo", Skopeo.version());
    skopeo.login(user, password).ok();
    var image = Image.create("skopeo", 3_000_000);
    skopeo.push(image, "clients/skopeo:v1").ok();
    skopeo.push(image, "clients/skopeo:v2").ok();
    table.did("skopeo", Action.PUSH);
    assertThat(skopeo.inspect("clients/skopeo:v1").path("Digest").asText())
        .isEqualTo(image.digest());
    assertThat(skopeo.tags("clients/skopeo"))
        .extracting(tag -> tag.asText())
        .containsExactly("v1", "v2");
    skopeo.pull("clients/skopeo@" + image.digest()).ok();
    table.did("skopeo", Action.PULL);
    skopeo.copyWithin("clients/skopeo:v1", "clients/skopeo-copy:v1").ok();
    assertThat(registry.mountedInto("clients/skopeo-copy")).isTrue();
    table.did("skopeo", Action.MOUNT);
    skopeo.delete("clients/skopeo:v1").ok();
    assertThat(skopeo.pull("clients/skopeo:v1").refusal()).contains("manifest unknown");
    table.did("skopeo", Action.DELETE);
  }

  @Test
  void skopeoCopiesAllTagsOfARepository() {
    var skopeo = registry.skopeo();
    var tags = IntStream.range(10, 22).mapToObj(i -> "t" + i).toList();
    for (var tag : tags) {
      skopeo.push(Image.create(tag, 100), "clients/many:" + tag).ok();
    }
    var folder = Workspace.scratch("synced");
    skopeo.sync("docker", registry.host() + "/clients/many", "dir", folder.toString()).ok();
    skopeo.sync("dir", folder.toString(), "docker", registry.host() + "/clients/synced").ok();

    assertThat(skopeo.tags("clients/synced/many"))
        .extracting(tag -> tag.asText())
        .isEqualTo(List.copyOf(tags));
    for (var tag : List.of("t10", "t21")) {
      assertThat(skopeo.inspect("clients/synced/many:" + tag).path("Digest"))
          .isEqualTo(skopeo.inspect("clients/many:" + tag).path("Digest"));
    }
  }

  @Test
  void skopeoIsToldThatItsPasswordIsWrong() {
    assertThat(new Skopeo(berth.host()).login(user, "not-" + password).refusal())
        .contains("invalid username/password");
  }

  @Test
  void nobodyPushesWithoutCredentials() {
    var image = Image.create("nobody", 100);
    assertThat(new Skopeo(berth.host()).push(image, "clients/nobody:v1").refusal())
        .contains("denied", "sign in first");
  }

  @Test
  void pushingIntoAProjectThatDoesNotExistSaysSo() {
    var skopeo = new Skopeo(berth.host());
    skopeo.login(user, password).ok();
    assertThat(skopeo.push(Image.create("no project", 100), "absent/app:v1").refusal())
        .contains("absent");
  }

  @Test
  void killingTheServerAfterAnAcknowledgedPushLosesNothing() {
    try (var own = new ManagedRegistry(BerthProcess.start())) {
      var credentials = own.generateCredentials();
      var name = credentials.path("user").asText();
      var secret = credentials.path("password").asText();
      PortalPages.createProject(own.berth(), name, secret, "durable");
      var skopeo = new Skopeo(own.berth().host());
      skopeo.login(name, secret).ok();
      for (var round = 1; round <= 3; round++) {
        var image = Image.create("round " + round, 1_000_000);
        var reference = "durable/app:" + round;
        skopeo.push(image, reference).ok();
        own.berth().killAndRestart();
        assertThat(skopeo.inspect(reference).path("Digest").asText()).isEqualTo(image.digest());
        skopeo.pull(reference).ok();
      }
    }
  }

  @Test
  void theServerStopsCleanlyWhenAsked() {
    try (var own = BerthProcess.start()) {
      assertThat(own.stop()).isIn(0, 143);
    }
  }
}
