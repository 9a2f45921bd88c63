package io.berth.harbor.project;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Project metadata and allowlists as Harbor's clients set them and read them back. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class KeptMetadataTest {
  private static final String NOTHING_PROTECTED =
      "299 - \"kept, not yet acted on, so nothing is protected by it: %s\"";

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private HarborCalls harbor;

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(dialect, folder);
    harbor.project("dev", "team", false);
  }

  @AfterEach
  void stop() {
    harbor.close();
  }

  @Test
  void whatAProjectAcceptsIsShownWhereDetailsAreAskedFor() {
    put("{'cve_allowlist':{'items':[{'cve_id':'CVE-2020-1'}]}}");
    for (var detailed : List.of("/projects?name=team", "/projects?name=team&with_detail=true")) {
      var shown = harbor.get(detailed).as("boss").json(200).path(0);
      assertThat(shown.path("cve_allowlist").path("items")).as(shown.toString()).hasSize(1);
    }
    for (var brief :
        List.of("/projects?name=team&with_detail=false", "/projects?name=team&with_detail=0")) {
      var shown = harbor.get(brief).as("boss").json(200).path(0);
      assertThat(shown.path("cve_allowlist").path("items")).as(shown.toString()).isEmpty();
    }
    var found = harbor.get("/search?q=team").as("boss").json(200).path("project").path(0);
    assertThat(found.path("name").asText()).isEqualTo("team");
    assertThat(found.path("cve_allowlist").path("items")).isEmpty();
  }

  /** What terraform-provider-harbor sends for a harbor_project. */
  @Test
  void whatTerraformSetsItReadsBack() {
    var body =
        "{'project_name':'tfproj','cve_allowlist':{'items':[{'cve_id':'CVE-2020-1'},"
            + "{'cve_id':'CVE-2020-2'}]},'storage_limit':-1,'metadata':{"
            + "'enable_content_trust':'true','enable_content_trust_cosign':'false',"
            + "'auto_scan':'true','severity':'low','reuse_sys_cve_allowlist':'false',"
            + "'public':'false','prevent_vul':'true','auto_sbom_generation':'true',"
            + "'proxy_speed_kb':'-1','proxy_cache_local_on_not_found':'false'}}";

    var made = harbor.call("POST", "/projects").as("boss").json(body).send();

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(header(made, "Warning"))
        .isEqualTo(NOTHING_PROTECTED.formatted("prevent_vul, enable_content_trust"));
    var project = project("tfproj");
    assertThat(project.path("metadata").toString())
        .isEqualTo(
            "{\"public\":\"false\",\"auto_sbom_generation\":\"true\",\"auto_scan\":\"true\","
                + "\"enable_content_trust\":\"true\",\"enable_content_trust_cosign\":\"false\","
                + "\"prevent_vul\":\"true\",\"proxy_cache_local_on_not_found\":\"false\","
                + "\"reuse_sys_cve_allowlist\":\"false\",\"severity\":\"low\"}");
    var allowlist = project.path("cve_allowlist");
    assertThat(allowlist.path("items").toString())
        .isEqualTo("[{\"cve_id\":\"CVE-2020-1\"},{\"cve_id\":\"CVE-2020-2\"}]");
    assertThat(allowlist.path("project_id").asLong())
        .isEqualTo(project.path("project_id").asLong());
    assertThat(allowlist.path("creation_time").asText()).startsWith("20");

    harbor
        .call("PUT", "/projects/tfproj")
        .as("boss")
        .json("{'project_name':'tfproj','cve_allowlist':{},'metadata':{'prevent_vul':'false'}}")
        .text(200);
    assertThat(project("tfproj").path("cve_allowlist").path("items")).isEmpty();
    assertThat(project("tfproj").path("metadata").path("prevent_vul").asText()).isEqualTo("false");
    assertThat(project("tfproj").path("metadata").path("auto_scan").asText()).isEqualTo("true");
  }

  @Test
  void anAllowlistIsKeptWholeUntilAnotherOneComes() {
    assertThat(project("team").path("cve_allowlist").path("update_time").asText())
        .isEqualTo("0001-01-01T00:00:00.000Z");
    put("{'cve_allowlist':{'items':[{'cve_id':'CVE-2020-1'}],'expires_at':1901167767}}");
    put("{'metadata':{'auto_scan':'true'}}");
    put("{'cve_allowlist':null}");

    var kept = project("team").path("cve_allowlist");
    assertThat(kept.path("items").toString()).isEqualTo("[{\"cve_id\":\"CVE-2020-1\"}]");
    assertThat(kept.path("expires_at").asLong()).isEqualTo(1901167767);

    for (var bad :
        List.of(
            "{'items':[{'cve_id':'CVE-2020-1'},{'cve_id':'CVE-2020-1'}]}",
            "{'items':[{'cve_id':''}]}",
            "{'items':[{'cve_id':null}]}")) {
      assertThat(code(put("{'cve_allowlist':%s}".formatted(bad))))
          .as(bad)
          .isEqualTo("400 BAD_REQUEST");
    }
    assertThat(project("team").path("cve_allowlist").path("items")).hasSize(1);
    assertThat(code(put("{'cve_allowlist':{'items':[],'expires_at':1}}"))).startsWith("200");
    assertThat(project("team").path("cve_allowlist").path("items")).isEmpty();
  }

  @Test
  void theRegistrysOwnAllowlistIsKeptToo() {
    var path = "/system/CVEAllowlist";
    assertThat(harbor.get(path).as("dev").json(200).toString())
        .isEqualTo(
            "{\"items\":[],\"creation_time\":\"0001-01-01T00:00:00.000Z\","
                + "\"update_time\":\"0001-01-01T00:00:00.000Z\"}");
    harbor
        .call("PUT", path)
        .as("boss")
        .json("{'items':[{'cve_id':'CVE-456'},{'cve_id':'CVE-123'}],'expires_at':1901167767}")
        .text(200);
    harbor.call("PUT", path).as("boss").json("{'items':[{'cve_id':'CVE-456'}]}").text(200);
    var kept = harbor.get(path).as("dev").json(200);
    assertThat(kept.path("items").toString()).isEqualTo("[{\"cve_id\":\"CVE-456\"}]");
    assertThat(kept.has("expires_at")).isFalse();
    assertThat(code(harbor.get(path).send())).isEqualTo("401 UNAUTHORIZED");
    assertThat(code(harbor.call("PUT", path).as("dev").json("{}").send()))
        .isEqualTo("403 FORBIDDEN");
    harbor.call("PUT", path).as("boss").json("{}").text(200);
    assertThat(harbor.get(path).as("dev").json(200).path("items")).isEmpty();
  }

  @Test
  void metadataAreSetOneByOne() {
    var path = "/projects/team/metadatas/";
    harbor.call("POST", path).as("dev").json("{'auto_scan':'true'}").text(200);
    assertThat(code(harbor.call("POST", path).as("dev").json("{'auto_scan':'true'}").send()))
        .isEqualTo("409 CONFLICT");
    var on = harbor.call("PUT", path + "prevent_vul").as("dev").json("{'prevent_vul':'T'}").send();
    assertThat(on.statusCode()).isEqualTo(200);
    assertThat(header(on, "Warning")).isEqualTo(NOTHING_PROTECTED.formatted("prevent_vul"));
    assertThat(harbor.get(path + "prevent_vul").as("dev").json(200).toString())
        .isEqualTo("{\"prevent_vul\":\"true\"}");
    harbor.call("PUT", path + "public").as("dev").json("{'public':'true','x':'y'}").text(200);
    harbor.call("POST", path).as("dev").json("{'severity':'HIGH'}").text(200);
    assertThat(project("team").path("metadata").toString())
        .isEqualTo(
            "{\"public\":\"true\",\"auto_scan\":\"true\",\"prevent_vul\":\"true\","
                + "\"severity\":\"high\"}");
    harbor.call("DELETE", path + "severity").as("dev").text(200);
    harbor.call("DELETE", path + "nosuch").as("dev").text(200);
    assertThat(harbor.get(path + "nosuch").as("dev").json(200).toString()).isEqualTo("{}");
  }

  @Test
  void whatHarborDoesNotTakeIsRefused() {
    var path = "/projects/team/metadatas/";
    for (var bad :
        List.of(
            "{}",
            "null",
            "{'public':'true','auto_scan':'true'}",
            "{'nosuch':'x'}",
            "{'Auto_scan':'true'}",
            "{'auto_scan':null}",
            "{'auto_scan':''}",
            "{'auto_scan':'text'}",
            "{'severity':'x'}",
            "{'retention_id':'5'}")) {
      assertThat(code(harbor.call("POST", path).as("dev").json(bad).send()))
          .as(bad)
          .isEqualTo("400 BAD_REQUEST");
    }
    assertThat(code(harbor.call("POST", path).as("dev").send())).isEqualTo("400 BAD_REQUEST");
    for (var bad : List.of("[]", "'x'", "{'auto_scan':true}", "{'auto_scan':1}")) {
      assertThat(code(harbor.call("POST", path).as("dev").json(bad).send()))
          .as(bad)
          .isEqualTo("422 UNPROCESSABLE_ENTITY");
    }
    assertThat(code(put("{'metadata':{'auto_scan':'x'}}"))).isEqualTo("400 BAD_REQUEST");
    assertThat(code(put("{'metadata':{'auto_scan':true}}"))).isEqualTo("422 UNPROCESSABLE_ENTITY");
    assertThat(code(put("{'metadata':{'retention_id':'1'}}"))).isEqualTo("400 BAD_REQUEST");
    assertThat(code(put("{'metadata':{'nosuch':'1','public':''}}"))).startsWith("200");
    assertThat(project("team").path("metadata").toString()).isEqualTo("{\"public\":\"false\"}");
  }

  private JsonNode project(String name) {
    return harbor.get("/projects/" + name).as("boss").json(200);
  }

  private HttpResponse<byte[]> put(String body) {
    return harbor.call("PUT", "/projects/team").as("dev").json(body).send();
  }

  @Test
  void aNewProjectIsPublicInTwoWords() {
    for (var value : List.of("True", "1", "x")) {
      var made =
          harbor
              .call("POST", "/projects")
              .as("boss")
              .json("{'project_name':'open','metadata':{'public':'%s'}}".formatted(value))
              .send();
      assertThat(code(made)).as(value).isEqualTo("400 BAD_REQUEST");
    }
    harbor.project("boss", "open", true).statusCode();
    harbor
        .call("PUT", "/projects/open")
        .as("boss")
        .json("{'metadata':{'public':'True'}}")
        .text(200);
  }

  @Test
  void rolesInAProjectAreThoseOfItsMembersAlone() {
    var asked = harbor.get("/projects/team").as("boss").json(200);
    assertThat(asked.path("current_user_role_ids")).isEmpty();
    assertThat(asked.path("current_user_role_id").asLong()).isZero();
    assertThat(asked.path("togglable").asBoolean()).isTrue();
    var own = harbor.get("/projects/team").as("dev").json(200);
    assertThat(own.path("current_user_role_ids").path(0).asLong()).isEqualTo(1);
    assertThat(own.path("current_user_role_id").asLong()).isEqualTo(1);
  }
}
