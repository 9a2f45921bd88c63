package io.berth.harbor.artifact;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static io.berth.harbor.HarborCalls.image;
import static io.berth.harbor.HarborCalls.names;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.MediaType;
import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies, as they were recorded of Harbor. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class ArtifactCopyTest {
  private static final String COPIED = "/projects/target/repositories/copied/artifacts";

  private final HarborCalls harbor;
  private String digest = "";

  ArtifactCopyTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
  }

  @BeforeEach
  void push() {
    harbor.project("dev", "source", true);
    harbor.project("dev", "target", false);
    digest = harbor.pushImage("dev", "source/app", "v1", "layer");
  }

  private HttpResponse<byte[]> copy(String from) {
    return harbor.call("POST", COPIED + "?from=" + from).as("boss").send();
  }

  @Test
  void theSourceIsNamedByTagByDigestOrByBoth() {
    var location = HarborCalls.API + COPIED + "/";
    assertThat(header(copy("source/app:v1"), "Location")).isEqualTo(location + "v1");
    assertThat(header(copy("source/app@" + digest), "Location")).isEqualTo(location + digest);
    assertThat(header(copy("source/app:v1@" + digest), "Location")).isEqualTo(location + digest);
    assertThat(harbor.get(COPIED).as("boss").json(200)).hasSize(1);
  }

  @Test
  void whatIsNotThereIsABadRequest() {
    for (var from :
        new String[] {
          "source/app:nosuch",
          "nosuch/app:v1",
          "source/nosuch:v1",
          "x",
          "source/app",
          "source/App:v1",
          "source/app:-v"
        }) {
      assertThat(code(copy(from))).as(from).isEqualTo("400 BAD_REQUEST");
    }
    assertThat(code(copy(""))).isEqualTo("422 UNPROCESSABLE_ENTITY");
    assertThat(code(harbor.call("POST", COPIED).as("boss").json("{}").send()))
        .isEqualTo("422 UNPROCESSABLE_ENTITY");
    assertThat(code(harbor.get("/projects/target/repositories/copied").as("boss").send()))
        .isEqualTo("404 NOT_FOUND");
  }

  @Test
  void whoMayNotPullTheSourceIsToldNoMoreThanThat() {
    harbor.project("boss", "secret", false);
    harbor.pushImage("boss", "secret/app", "v1", "layer");
    for (var from : new String[] {"secret/app:v1", "secret/none:v1", "nowhere/app:v1"}) {
      assertThat(code(harbor.call("POST", COPIED + "?from=" + from).as("dev").send()))
          .as(from)
          .isEqualTo("403 FORBIDDEN");
    }
  }

  @Test
  void labelsStayWithTheOriginal() {
    var made = harbor.call("POST", "/labels").as("boss").json("{'name':'a','scope':'g'}").send();
    harbor
        .call("POST", "/projects/source/repositories/app/artifacts/v1/labels")
        .as("dev")
        .json("{'id':" + header(made, "Location").replaceFirst(".*/", "") + "}")
        .text(200);

    copy("source/app:v1");

    var copied = harbor.get(COPIED + "/v1?with_label=true").as("boss").json(200);
    assertThat(copied.path("labels")).isEmpty();
  }

  /** Both those that name their subject and those whose tag does, as cosign writes it. */
  @Test
  void signaturesComeAlong() {
    var attached = harbor.pushAccessory("dev", "source/app", digest);
    var signature =
        harbor.pushManifest(
            "dev",
            "source/app",
            digest.replace(':', '-') + ".sig",
            MediaType.OCI_MANIFEST,
            new String(image("layer"), UTF_8).replace("2,", "2,\"x\":1,").getBytes(UTF_8));
    assertThat(copy("source/app:v1").statusCode()).isEqualTo(201);

    var rows = harbor.get(COPIED + "?with_accessory=true").as("boss").json(200);
    assertThat(names(rows, "digest")).containsExactly(digest);
    assertThat(names(rows.path(0).path("accessories"), "digest"))
        .containsExactlyInAnyOrder(attached, signature);
    var tags = harbor.berth.call("GET", "/v2/target/copied/tags/list").as("boss").json(200);
    assertThat(tags.path("tags").toString())
        .isEqualTo("[\"" + digest.replace(':', '-') + ".sig\",\"v1\"]");
  }

  @Test
  void tagsAreAddedAndRefusedAsRecorded() {
    copy("source/app:v1");
    harbor.pushImage("boss", "target/copied", "other", "another layer");
    var tags = COPIED + "/v1/tags";
    for (var taken : new String[] {"v1", "other"}) {
      assertThat(code(post(tags, "{'name':'" + taken + "'}"))).isEqualTo("409 CONFLICT");
    }
    assertThat(post(tags, "{'name':'" + "a".repeat(128) + "'}").statusCode()).isEqualTo(201);
    for (var bad : new String[] {"a".repeat(129), "-x", ".x", "a b", "ä"}) {
      assertThat(code(post(tags, "{'name':'" + bad + "'}"))).as(bad).isEqualTo("400 BAD_REQUEST");
    }
    for (var body : new String[] {"{'name':''}", "{}", "{'name':null}"}) {
      assertThat(code(post(tags, body))).as(body).isEqualTo("422 UNPROCESSABLE_ENTITY");
    }
    for (var none : new String[] {"nosuch", "other"}) {
      assertThat(code(harbor.call("DELETE", tags + "/" + none).as("boss").send()))
          .isEqualTo("404 NOT_FOUND");
    }
  }

  private HttpResponse<byte[]> post(String path, String body) {
    return harbor.call("POST", path).as("boss").json(body).send();
  }
}
