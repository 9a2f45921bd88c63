package io.berth.control.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a registry lets in, also where the answer is in memory by then. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class RegistryAdmissionTest {
  private static final String INDEX =
      """
      {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}""";
  private static final String MANIFEST = "/v2/library/app/manifests/v1";

  @Parameter Dialect dialect = Dialect.SQLITE;
  private RunningBerth berth;
  private String token = "";

  @BeforeEach
  void push() throws IOException {
    berth = RunningBerth.shared(dialect).room();
    berth.administrator("boss");
    token =
        berth
            .call(
                "GET",
                "/service/token?service=harbor-registry&scope=repository:library/app:pull,push,delete")
            .as("boss")
            .json(200)
            .path("token")
            .asText();
    call("PUT", MANIFEST)
        .header("Content-Type", "application/vnd.oci.image.index.v1+json")
        .body(INDEX.getBytes(UTF_8))
        .text(201);
    for (int i = 0; i < 3; i++) {
      call("GET", MANIFEST).text(200);
    }
  }

  @Test
  void anAddressThatMayNotComeIsRefusedFromTheNextRequestOn() {
    restrict("[{'ipBlock':'203.0.113.0/24'}]");
    assertThat(call("GET", MANIFEST).text(403)).contains("127.0.0.1");
    restrict("[{'ipBlock':'203.0.113.0/24'},{'ipBlock':'127.0.0.0/8'}]");
    call("GET", MANIFEST).text(200);
    restrict("[]");
    call("GET", MANIFEST).text(200);
  }

  @Test
  void aReadOnlyRegistryIsReadAndSignedInToAndRefusesChangesFromTheNextRequestOn() {
    configure(true);
    call("GET", MANIFEST).text(200);
    for (var change : new String[] {"PUT", "DELETE"}) {
      assertThat(call(change, MANIFEST).text(403)).contains("DENIED", "read only");
    }
    assertThat(call("PATCH", "/v2/library/app/blobs/uploads/some").text(403)).contains("DENIED");
    berth.call("DELETE", "/api/v2.0/projects/library").as("boss").text(403);
    berth.call("GET", "/service/token?service=harbor-registry").as("boss").text(200);
    configure(false);
    call("DELETE", MANIFEST).text(202);
  }

  private HttpCall call(String method, String path) {
    return berth.call(method, path).header("Authorization", "Bearer " + token);
  }

  private void restrict(String blocks) {
    berth
        .call("PUT", berth.registry() + "/ipRestrictions/registry")
        .as("root")
        .json(blocks)
        .text(200);
  }

  private void configure(boolean readOnly) {
    berth
        .call("PUT", "/api/v2.0/configurations")
        .as("boss")
        .json("{'read_only':%s}".formatted(readOnly))
        .text(200);
  }
}
