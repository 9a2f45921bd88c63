package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import io.berth.e2e.fixtures.KubernetesManifests;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.Workspace;
import io.berth.e2e.fixtures.client.ClientsRegistry;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The chart in its three shapes, as a cluster would read it, and on its way through a registry. */
@ExtendWith(RealParts.class)
final class HelmChartTest {
  private static final Path CHART = Workspace.REPOSITORY.resolve("deploy/helm/berth");

  /** The library takes the cluster for one of years ago, unless it is told. */
  private static final String KUBERNETES = "1.33.0";

  private static final String ALWAYS =
      """
      image: {repository: registry.example.org/library/berth}
      publicUrl: https://berth.example.org
      registryHost: '{id}.registry.example.org'
      """;

  private static final String SEVERAL =
      ALWAYS
          + """
          replicas: 3
          database: {url: 'jdbc:postgresql://db/berth', user: berth, existingSecret: berth-database}
          storage: {url: 's3://berth?region=gra', accessKey: AK, existingSecret: berth-storage}
          masterKey: {existingSecret: berth-master-key}
          trustedProxies: [10.42.0.0/16]
          """;

  @Test
  void itPassesHelmsOwnLook() {
    var found = new Helm(CHART).lint().strict().call();
    assertThat(found.isFailed()).as(found.getMessages().toString()).isFalse();
  }

  @Test
  void oneServerHasSqliteAndAVolumeByDefault() {
    var manifests = rendered(ALWAYS);

    assertThat(manifests.kinds()).containsExactly("Service", "ServiceAccount", "StatefulSet");
    var set = manifests.the(StatefulSet.class).getSpec();
    assertThat(set.getReplicas()).isEqualTo(1);
    assertThat(set.getVolumeClaimTemplates())
        .singleElement()
        .satisfies(
            claim -> {
              assertThat(claim.getMetadata().getName()).isEqualTo("data");
              assertThat(claim.getSpec().getResources().getRequests())
                  .containsEntry("storage", new Quantity("50Gi"));
            });
    var pod = set.getTemplate().getSpec();
    hasNoRights(pod);
    var server = pod.getContainers().getFirst();
    assertThat(server.getImage()).isEqualTo("registry.example.org/library/berth:0.1.0");
    assertThat(variables(server))
        .containsEntry("BERTH_PUBLIC_URL", "https://berth.example.org")
        .containsEntry("BERTH_REGISTRY_HOST", "{id}.registry.example.org")
        .containsEntry("BERTH_TLS_PORT", "0")
        .doesNotContainKeys("BERTH_DATABASE", "BERTH_STORAGE", "BERTH_MASTER_KEY");
    isProbed(server);
  }

  @Test
  void bucketsOfRegionsHaveTheirKeysInACredentialsFile() {
    var pod =
        rendered(
                SEVERAL
                        .replace(
                            "existingSecret: berth-storage", "credentialsSecret: berth-profiles")
                        .replace("accessKey: AK, ", "")
                    + "settings: {region-storage: 'BHS=s3://bhs?profile=bhs'}\n")
            .the(Deployment.class)
            .getSpec()
            .getTemplate()
            .getSpec();

    assertThat(variables(server(pod)))
        .containsEntry("AWS_SHARED_CREDENTIALS_FILE", "/run/secrets/berth/profiles/credentials")
        .doesNotContainKey("BERTH_STORAGE_SECRET_KEY_FILE");
    assertThat(pod.getVolumes())
        .anySatisfy(
            volume -> {
              assertThat(volume.getName()).isEqualTo("profiles");
              assertThat(volume.getSecret().getSecretName()).isEqualTo("berth-profiles");
            });
  }

  @Test
  void theContainersMemoryFollowsTheHeap() {
    var usual = server(rendered(ALWAYS).the(StatefulSet.class).getSpec().getTemplate().getSpec());
    assertThat(usual.getResources().getRequests()).containsEntry("memory", new Quantity("576Mi"));
    assertThat(usual.getResources().getLimits()).containsEntry("memory", new Quantity("800Mi"));

    var large =
        server(
            rendered(ALWAYS + "memory: {heap: 2048, direct: 512}\n")
                .the(StatefulSet.class)
                .getSpec()
                .getTemplate()
                .getSpec());
    assertThat(large.getResources().getLimits()).containsEntry("memory", new Quantity("2784Mi"));
    assertThat(variables(large))
        .containsEntry(
            "JDK_JAVA_OPTIONS",
            "-Xmx2048m -XX:MaxDirectMemorySize=512m -Dio.netty.maxDirectMemory=536870912");
  }

  @Test
  void severalServersShareDatabaseBucketAndMasterKeyBehindAnIngress() {
    var manifests =
        rendered(
            SEVERAL
                + """
                ingress: {enabled: true, className: nginx, tlsSecret: wildcard}
                networkPolicy: {enabled: true, from: [{namespaceSelector: {}}]}
                metrics: {networks: [10.42.0.0/16], serviceMonitor: {enabled: true}}
                settings: {gc-grace: 4h, sparse-manifests: true}
                """);

    assertThat(manifests.kinds())
        .containsExactly(
            "ConfigMap",
            "Deployment",
            "Ingress",
            "NetworkPolicy",
            "PodDisruptionBudget",
            "Service",
            "ServiceAccount",
            "ServiceMonitor");
    var deployment = manifests.the(Deployment.class).getSpec();
    assertThat(deployment.getReplicas()).isEqualTo(3);
    assertThat(deployment.getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal())
        .isZero();
    var pod = deployment.getTemplate().getSpec();
    hasNoRights(pod);
    assertThat(pod.getTopologySpreadConstraints()).hasSize(1);
    assertThat(pod.getVolumes())
        .anySatisfy(
            volume -> {
              assertThat(volume.getName()).isEqualTo("data");
              assertThat(volume.getEmptyDir()).isNotNull();
            });
    assertThat(variables(server(pod)))
        .containsEntry("BERTH_DATABASE", "jdbc:postgresql://db/berth")
        .containsEntry("BERTH_DATABASE_PASSWORD_FILE", "/run/secrets/berth/database/password")
        .containsEntry("BERTH_STORAGE", "s3://berth?region=gra")
        .containsEntry("BERTH_STORAGE_SECRET_KEY_FILE", "/run/secrets/berth/storage/secret-key")
        .containsEntry("BERTH_MASTER_KEY", "secret berth-master-key")
        .containsEntry("BERTH_METRICS_NETWORKS", "10.42.0.0/16")
        .containsEntry("BERTH_TRUSTED_PROXIES", "10.42.0.0/16");
    isProbed(server(pod));
    var ingress = manifests.the(Ingress.class);
    assertThat(ingress.getSpec().getRules())
        .extracting(IngressRule::getHost)
        .containsExactly("berth.example.org", "*.registry.example.org");
    assertThat(ingress.getMetadata().getAnnotations())
        .containsEntry("nginx.ingress.kubernetes.io/proxy-body-size", "0")
        .containsEntry("nginx.ingress.kubernetes.io/proxy-request-buffering", "off");
    assertThat(manifests.the(PodDisruptionBudget.class).getSpec().getMaxUnavailable().getIntVal())
        .isEqualTo(1);
    assertThat(manifests.the(ConfigMap.class).getData().get("berth.yaml"))
        .contains("gc-grace: 4h", "sparse-manifests: true");
  }

  @Test
  void aGatewayLeadsToServersThatEndTlsThemselves() {
    var manifests =
        rendered(
            SEVERAL
                + """
                gateway: {enabled: true, parentRefs: [{name: public, namespace: gateways}]}
                tls: {existingSecret: berth-tls}
                """);

    assertThat(manifests.kinds()).contains("HTTPRoute").doesNotContain("Ingress");
    assertThat(manifests.the(HTTPRoute.class).getSpec().getHostnames())
        .containsExactly("berth.example.org", "*.registry.example.org");
    assertThat(variables(server(manifests.the(Deployment.class).getSpec().getTemplate().getSpec())))
        .containsEntry("BERTH_TLS_PORT", "8443")
        .containsEntry("BERTH_TLS_CERTIFICATE_FILE", "/run/secrets/berth/tls/tls.crt");
  }

  @Test
  void valuesThatContradictEachOtherAreRefusedWithWhatToDo() {
    refused("", "image.repository: say where the image is");
    refused("image: {repository: r.example.org/berth}", "publicUrl: say the control host");
    refused(ALWAYS + "replicas: 2", "replicas: more than one server needs database.url");
    refused(
        ALWAYS + "replicas: 2\ndatabase: {url: 'jdbc:postgresql://db/berth'}",
        "replicas: more than one server needs storage.url");
    refused(
        SEVERAL.replaceAll("masterKey.*\n", ""),
        "masterKey.existingSecret: servers without a volume need a master key");
    refused(ALWAYS + "persistence: {enabled: false}", "without a volume SQLite's tables");
    refused(
        SEVERAL + "ingress: {enabled: true}\ngateway: {enabled: true, parentRefs: [{name: a}]}",
        "enable one of them");
    refused(ALWAYS + "ingress: {enabled: true}", "trustedProxies: say the addresses");
    refused(ALWAYS + "metrics: {serviceMonitor: {enabled: true}}", "metrics.networks: say where");
    refused(ALWAYS + "settings: {port: 9000}", "settings.port: the chart says this itself");
    refused(
        ALWAYS + "storage: {url: 's3://b', accessKey: AK}",
        "storage.existingSecret: say the secret of storage.accessKey");
  }

  @Test
  void valuesOfAnotherFormAreRefusedByTheSchema() {
    refused(ALWAYS + "replicas: none", "replicas");
    refused(ALWAYS + "replica: 2", "replica");
    refused(ALWAYS + "database: {url: 'jdbc:mysql://db/berth'}", "url");
    refused(ALWAYS.replace("'{id}.registry", "'registry"), "registryHost");
    refused(ALWAYS + "persistence: {size: big}", "size");
  }

  @Test
  void aPropertyThatKubernetesDoesNotKnowIsFound() {
    var service = "apiVersion: v1\nkind: Service\nspec: {typo: x}\n";
    assertThatThrownBy(() -> KubernetesManifests.parse(service)).hasMessageContaining("typo");
  }

  @Test
  void itGoesThroughARegistryAsAnOciChart(ClientsRegistry registry) {
    var folder = Workspace.scratch("chart");
    new Helm(CHART).packageIt().withDestination(folder).call();
    var helm = new io.berth.e2e.fixtures.client.Helm(registry.host());
    helm.login(registry.user(), registry.password());

    assertThat(helm.push(folder.resolve("berth-0.1.0.tgz"), "clients/charts"))
        .contains("berth:0.1.0");
    var pulled =
        Helm.template("oci://" + registry.host() + "/clients/charts/berth")
            .withName("berth")
            .withVersion("0.1.0")
            .withKubeVersion(KUBERNETES)
            .withValuesFile(values(ALWAYS))
            .plainHttp()
            .call();
    assertThat(KubernetesManifests.parse(pulled).kinds()).contains("StatefulSet");
  }

  private static void hasNoRights(PodSpec pod) {
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(65532);
    var context = server(pod).getSecurityContext();
    assertThat(context.getReadOnlyRootFilesystem()).isTrue();
    assertThat(context.getAllowPrivilegeEscalation()).isFalse();
    assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
  }

  /** Starting, ready and draining are three things, and only a dead process is started anew. */
  private static void isProbed(Container server) {
    assertThat(server.getStartupProbe().getHttpGet().getPath()).isEqualTo("/health/live");
    assertThat(server.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/live");
    assertThat(server.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health/ready");
    assertThat(server.getLifecycle().getPreStop().getSleep().getSeconds()).isPositive();
  }

  private static Container server(PodSpec pod) {
    assertThat(pod.getContainers()).hasSize(1);
    return pod.getContainers().getFirst();
  }

  private static Map<String, String> variables(Container container) {
    return container.getEnv().stream()
        .collect(Collectors.toMap(EnvVar::getName, HelmChartTest::value));
  }

  private static String value(EnvVar variable) {
    return variable.getValueFrom() == null
        ? variable.getValue()
        : "secret " + variable.getValueFrom().getSecretKeyRef().getName();
  }

  private static KubernetesManifests rendered(String values) {
    return KubernetesManifests.parse(template(values));
  }

  private static void refused(String values, String why) {
    assertThatThrownBy(() -> template(values)).as(values).hasMessageContaining(why);
  }

  private static String template(String values) {
    return new Helm(CHART)
        .template()
        .withName("berth")
        .withKubeVersion(KUBERNETES)
        .withValuesFile(values(values))
        .call();
  }

  private static Path values(String yaml) {
    try {
      return Files.writeString(Workspace.scratch("values").resolve("values.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
