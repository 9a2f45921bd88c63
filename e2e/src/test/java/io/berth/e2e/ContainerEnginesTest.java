package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.berth.e2e.fixtures.Containerd;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.Workspace;
import io.berth.e2e.fixtures.client.Buildah;
import io.berth.e2e.fixtures.client.ClientTable;
import io.berth.e2e.fixtures.client.ClientTable.Action;
import io.berth.e2e.fixtures.client.ClientsRegistry;
import io.berth.e2e.fixtures.client.CuttingProxy;
import io.berth.e2e.fixtures.client.Dockerd;
import io.berth.e2e.fixtures.client.Image;
import io.berth.e2e.fixtures.client.Podman;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The engines that build and run containers push, pull, mount and resume. */
@ExtendWith(RealParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ContainerEnginesTest {
  private static final int LAYER = 3_000_000;

  private final ClientsRegistry registry;
  private final ClientTable table = new ClientTable();

  ContainerEnginesTest(ClientsRegistry registry) {
    this.registry = registry;
  }

  @AfterAll
  void compareTable() {
    table.compare();
  }

  @Test
  void dockerPullsPushesMountsAndIsRefused() {
    var started = Dockerd.start();
    assumeTrue(started.engine().isPresent(), started.reason());
    try (var docker = started.engine().orElseThrow();
        var proxy = CuttingProxy.start(registry.berth().url().getPort(), LAYER / 2)) {
      table.client("dockerd with docker", docker.run("--version").ok());
      registry.skopeo().push(Image.create("docker", LAYER), "clients/docker:v1").ok();
      var user = registry.user();
      assertThat(docker.login(registry.host(), user, "not-" + registry.password()).refusal())
          .containsIgnoringCase("unauthorized");
      assertThat(docker.login(registry.host(), user, registry.password()).ok())
          .contains("Login Succeeded");

      var name = registry.host() + "/clients/docker";
      docker.run("pull", name + ":v1").ok();
      table.did("dockerd with docker", Action.PULL);
      docker.run("tag", name + ":v1", name + ":v2").ok();
      docker.run("push", name + ":v2").ok();
      table.did("dockerd with docker", Action.PUSH);
      docker.run("tag", name + ":v1", name + "-copy:v1").ok();
      assertThat(docker.run("push", name + "-copy:v1").ok()).contains("Mounted from");
      assertThat(registry.mountedInto("clients/docker-copy")).isTrue();
      table.did("dockerd with docker", Action.MOUNT);

      docker.run("rmi", name + ":v1", name + ":v2", name + "-copy:v1").ok();
      docker.login(proxy.host(), user, registry.password()).ok();
      docker.run("pull", proxy.host() + "/clients/docker:v2").ok();
      assertThat(proxy.hasCut()).isTrue();
      assertThat(registry.sentPartOf("clients/docker")).isTrue();
      table.did("dockerd with docker", Action.RESUME);
    }
  }

  @Test
  void containerdPullsPushesMountsAndResumes() {
    var started = Containerd.start(registry.user(), registry.password());
    assumeTrue(started.engine().isPresent(), started.reason());
    try (var containerd = started.engine().orElseThrow();
        var proxy = CuttingProxy.start(registry.berth().url().getPort(), LAYER / 2)) {
      table.client("containerd with ctr", containerd.run("--version").ok());
      var image = Image.create("containerd", LAYER);
      registry.skopeo().push(image, "clients/ctr:v1").ok();

      var name = registry.host() + "/clients/ctr";
      containerd.pull(name + ":v1").ok();
      table.did("containerd with ctr", Action.PULL);
      containerd.tag(name + ":v1", name + ":v2").ok();
      containerd.push(name + ":v2").ok();
      assertThat(registry.skopeo().inspect("clients/ctr:v2").path("Digest").asText())
          .isEqualTo(image.digest());
      table.did("containerd with ctr", Action.PUSH);
      containerd.tag(name + ":v1", name + "-copy:v1").ok();
      containerd.push(name + "-copy:v1").ok();
      assertThat(registry.mountedInto("clients/ctr-copy")).isTrue();
      table.did("containerd with ctr", Action.MOUNT);

      containerd.removeLocally(name + ":v1", name + ":v2", name + "-copy:v1").ok();
      containerd.pull(proxy.host() + "/clients/ctr:v2").ok();
      assertThat(proxy.hasCut()).isTrue();
      assertThat(registry.sentPartOf("clients/ctr")).isTrue();
      table.did("containerd with ctr", Action.RESUME);
    }
  }

  @Test
  void podmanPullsAndPushes() {
    try (var podman = new Podman(registry.host())) {
      table.client("podman", Podman.version());
      registry.skopeo().push(Image.create("podman", 200_000), "clients/podman:v1").ok();
      assertThat(podman.login(registry.user(), "not-" + registry.password()).refusal())
          .contains("invalid username/password");
      podman.login(registry.user(), registry.password()).ok();

      podman.pull("clients/podman:v1").ok();
      table.did("podman", Action.PULL);
      podman.tag("clients/podman:v1", "clients/podman-other:v2").ok();
      podman.push("clients/podman-other:v2").ok();
      assertThat(registry.skopeo().tags("clients/podman-other"))
          .extracting(tag -> tag.asText())
          .containsExactly("v2");
      table.did("podman", Action.PUSH);
      podman.removeLocally("clients/podman:v1", "clients/podman-other:v2").ok();
      podman.pull("clients/podman-other:v2").ok();
    }
  }

  @Test
  void buildahPushesImagesForDockerAndIndexesOfPlatforms() {
    var buildah = new Buildah(registry.host());
    table.client("buildah", Buildah.version());
    buildah.login(registry.user(), registry.password()).ok();
    buildah.buildAndPush("clients/buildah:one", Workspace.file("one")).ok();
    buildah.buildAndPushForDocker("clients/buildah:two", Workspace.file("two")).ok();
    var skopeo = registry.skopeo();
    assertThat(skopeo.manifest("clients/buildah:two").path("mediaType").asText())
        .isEqualTo("application/vnd.docker.distribution.manifest.v2+json");
    buildah
        .pushIndex(
            "clients/buildah:both",
            Map.of("amd64", "clients/buildah:one", "arm64", "clients/buildah:two"))
        .ok();
    table.did("buildah", Action.PUSH);

    assertThat(skopeo.manifest("clients/buildah:both").path("manifests"))
        .extracting(child -> child.path("platform").path("architecture").asText())
        .containsExactlyInAnyOrder("amd64", "arm64");
    assertThat(skopeo.tags("clients/buildah"))
        .extracting(tag -> tag.asText())
        .containsExactly("both", "one", "two");
    buildah.pull("clients/buildah:one").ok();
    table.did("buildah", Action.PULL);
  }
}
