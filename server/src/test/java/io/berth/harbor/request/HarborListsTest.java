package io.berth.harbor.request;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static io.berth.harbor.HarborCalls.names;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How every list is paged, filtered and sorted (docs/reference/contracts/harbor.md#lists), asked as
 * Harbor's clients ask.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HarborListsTest {
  /** Those that have {@code q} and {@code sort}, with a column and a value that is there. */
  private static final List<Filtered> FILTERED =
      List.of(
          new Filtered("/projects", "name", "team", "project_id"),
          new Filtered("/repositories", "name", "team/app", "pull_count"),
          new Filtered("/projects/team/repositories", "name", "team/app", "pull_count"),
          new Filtered("/projects/team/artifacts", "repository_name", "team/app", "size"),
          new Filtered("/projects/team/repositories/app/artifacts", "type", "IMAGE", "size"),
          new Filtered("/projects/team/repositories/app/artifacts/v1/tags", "name", "v1", "id"),
          new Filtered(
              "/projects/team/repositories/app/artifacts/v1/accessories",
              "type",
              "subject.accessory",
              "size"),
          new Filtered("/users", "username", "dev", "user_id"),
          new Filtered("/robots", "name", "ci", "id"),
          new Filtered("/audit-logs", "operation", "create", "id"),
          new Filtered("/auditlog-exts", "operation", "create", "id"),
          new Filtered("/projects/team/logs", "operation", "create", "id"),
          new Filtered("/projects/team/auditlog-exts", "operation", "create", "id"),
          new Filtered("/system/gc", "status", "Success", "id"));

  /** Those where {@code q} is no parameter, as in Harbor. */
  private static final List<String> UNFILTERED =
      List.of(
          "/projects/team/members",
          "/quotas",
          "/users/search?username=e",
          "/usergroups",
          "/usergroups/search?groupname=g",
          "/roles",
          "/users/inactive",
          "/users/current/access-tokens");

  private record Filtered(String path, String column, String value, String number) {}

  private final HarborCalls harbor;

  HarborListsTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
  }

  @BeforeEach
  void team() {
    harbor.project("boss", "team", false);
    var image = harbor.pushImage("boss", "team/app", "v1", "layer");
    harbor.pushAccessory("boss", "team/app", image);
    harbor.call("POST", "/usergroups").as("boss").json("{'group_name':'g'}").text(201);
    harbor
        .call("POST", "/robots")
        .as("boss")
        .json(
            """
            {'name':'ci','level':'system','duration':7,'permissions':[{'kind':'project',
            'namespace':'team','access':[{'resource':'repository','action':'pull'}]}]}""")
        .text(201);
  }

  @Test
  void everyListTakesPagesAndSizesAsHarborDoes() {
    for (var list : all().toList()) {
      var more = list + (list.contains("?") ? "&" : "?");
      var total = header(harbor.get(list).as("boss").send(), "X-Total-Count");
      for (var query :
          List.of(
              "page=0",
              "page=-1",
              "page=",
              "page_size=0",
              "page_size=-1",
              "page=1&page_size=0",
              "page=0&page_size=0",
              "page=&page_size=",
              "page_size=100")) {
        var answer = harbor.get(more + query).as("boss").send();
        assertThat(answer.statusCode()).as(more + query).isEqualTo(200);
        if (!list.contains("log")) {
          assertThat(header(answer, "X-Total-Count")).as(more + query).isEqualTo(total);
        }
      }
      for (var query :
          List.of("page_size=101", "page_size=x", "page=x", "page=99999999999999999999")) {
        assertThat(code(harbor.get(more + query).as("boss").send()))
            .as(more + query)
            .isEqualTo("422 UNPROCESSABLE_ENTITY");
      }
    }
  }

  @Test
  void aListWithoutALimitIsWholeHoweverLongItIs() {
    for (int i = 0; i < 230; i++) {
      harbor
          .call("POST", "/usergroups")
          .as("boss")
          .json("{'group_name':'many-%03d'}".formatted(i))
          .text(201);
    }
    for (var query : List.of("page_size=0", "page_size=-1", "page=7&page_size=0")) {
      var answer = harbor.get("/usergroups?" + query).as("boss").send();
      assertThat(header(answer, "X-Total-Count")).isEqualTo("231");
      assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
      var groups = harbor.get("/usergroups?" + query).as("boss").json(200);
      assertThat(names(groups, "group_name")).hasSize(231).isSorted().doesNotHaveDuplicates();
    }
    assertThat(names(harbor.get("/usergroups?page=0").as("boss").json(200), "group_name"))
        .hasSize(10);
    var found = harbor.get("/usergroups/search?groupname=MANY-1&page_size=0").as("boss").json(200);
    assertThat(names(found, "group_name")).hasSize(100);
  }

  @Test
  void linksLeadToTheNeighboursAndNoneBackFromBehindTheEnd() {
    for (int i = 0; i < 4; i++) {
      harbor.project("boss", "more" + i, false);
    }
    assertThat(link("/projects?page=1&page_size=2")).doesNotContain("prev").contains("page=2");
    assertThat(link("/projects?page=2&page_size=2"))
        .contains("</api/v2.0/projects?page=1&page_size=2>; rel=\"prev\"")
        .contains("</api/v2.0/projects?page=3&page_size=2>; rel=\"next\"");
    assertThat(link("/projects?page=3&page_size=2")).contains("prev").doesNotContain("next");
    assertThat(link("/projects?page=99&page_size=2")).isEmpty();
    assertThat(link("/projects?page_size=0")).isEmpty();
    assertThat(link("/projects?sort=-name&page=1&page_size=1&q=name%3D~more"))
        .contains("page=2&page_size=1&q=name%3D%7Emore&sort=-name");
    harbor.berth.user("boss", "eve");
    assertThat(link("/users/search?username=e&page=1&page_size=1")).contains("username=e");
  }

  @Test
  void everyFilteredListUnderstandsAllForms() {
    for (var list : FILTERED) {
      if (list.path().equals("/system/gc")) {
        continue;
      }
      var column = list.column();
      var value = list.value().replace("/", "%2F");
      for (var q :
          List.of(
              column + "%3D" + value,
              column.toUpperCase(Locale.ROOT) + "%3D" + value,
              column + "%253D" + value.replace("%", "%25"),
              column + "%3D~" + value.substring(1),
              column + "%3D~" + value.substring(1).toUpperCase(Locale.ROOT),
              column + "%3D%7B" + value + "%20zz%7D",
              column + "%3D%7B%27" + value + "%27%20%27zz%27%7D",
              column + "%3D%28" + value + "%29",
              column + "%3D%5C" + value,
              column + "%3D" + value + "%2C" + list.number() + "%3D%5B0~%5D",
              list.number() + "%3D%5B~999999999999%5D%2C" + column + "%3D" + value)) {
        assertThat(total(list, q)).as(list.path() + " " + q).isPositive();
      }
      for (var q :
          List.of(
              column + "%3Dzz-none",
              column + "%3D" + list.value().substring(0, 1),
              column + "%3D~zz-none",
              column + "%3D~%25",
              column + "%3D%7B%7D",
              column + "%3D%7Bzz%7D",
              column + "%3D%27" + value + "%27",
              column + "%3D%22" + value + "%22",
              column + "%3D%20" + value,
              column + "%3D%28" + value + "%20zz%29",
              column + "%3D" + value + "%2C" + column + "%3Dzz",
              list.number() + "%3D%5B2~1%5D")) {
        assertThat(total(list, q)).as(list.path() + " " + q).isZero();
      }
    }
  }

  @Test
  void whatAListIsNotFilteredByIsRefusedAndNeverSelectsEverything() {
    for (var list : FILTERED) {
      for (var q :
          List.of(
              "nosuch%3Dx",
              "nosuch%3D~x",
              "nosuch%3D%5B1~2%5D",
              "nosuch%3D%28zz%20zy%29",
              "%20" + list.column() + "%20%3Dx",
              list.column() + "%3Dx%2Cnosuch%3D1")) {
        var answer = harbor.get(list.path() + "?q=" + q).as("boss").send();
        assertThat(code(answer)).as(list.path() + " " + q).isEqualTo("400 BAD_REQUEST");
        assertThat(new String(answer.body(), UTF_8)).contains(list.column(), list.number());
      }
    }
  }

  @Test
  void whatIsNoConditionOrNoValueOfItsColumnIsRefused() {
    for (var list : FILTERED) {
      for (var q :
          List.of(
              "name",
              list.number() + "%3D%5B1~2~3%5D",
              list.column() + "%3D",
              "%3Dx",
              "%3D",
              list.column() + "%3Dx%2C",
              "%25zz",
              list.column() + "%25253Dx",
              list.number() + "%3Dabc",
              list.number() + "%3D%5Ba~b%5D",
              list.number() + "%3D%7Ba%20b%7D",
              list.number() + "%3D99999999999999999999",
              list.column() + "%3Da%00b")) {
        assertThat(code(harbor.get(list.path() + "?q=" + q).as("boss").send()))
            .as(list.path() + " " + q)
            .isEqualTo("400 BAD_REQUEST");
      }
    }
  }

  @Test
  void listsWithoutFiltersPassOverThem() {
    for (var list : UNFILTERED) {
      var more = list + (list.contains("?") ? "&" : "?");
      var total = header(harbor.get(list).as("boss").send(), "X-Total-Count");
      for (var q : List.of("q=nosuch%3Dx", "q=%3D", "q=%25zz", "sort=nosuch", "sort=%3Bdrop")) {
        var answer = harbor.get(more + q).as("boss").send();
        assertThat(answer.statusCode()).as(more + q).isEqualTo(200);
        assertThat(header(answer, "X-Total-Count")).as(more + q).isEqualTo(total);
      }
    }
  }

  @Test
  void listsAreSortedByAnyOfTheirColumnsAndOtherwiseInHarborsOrder() {
    harbor.project("boss", "alpha", true);
    harbor.pushImage("boss", "team/beta", "v1", "layer");
    harbor.pushImage("boss", "alpha/app", "v1", "layer");
    harbor
        .call("POST", "/projects/team/members")
        .as("boss")
        .json("{'role_id':2,'member_user':{'username':'dev'}}")
        .text(201);
    harbor.berth.user("boss", "a");

    assertThat(sorted("/projects", "", "name")).containsExactly("alpha", "team");
    assertThat(sorted("/projects", "-Name", "name")).containsExactly("team", "alpha");
    assertThat(sorted("/projects", "-project_id,name", "name")).containsExactly("alpha", "team");
    assertThat(sorted("/projects", "nosuch,-creation_time", "name"))
        .containsExactly("alpha", "team");
    assertThat(sorted("/projects", "-", "name")).containsExactly("alpha", "team");
    assertThat(sorted("/projects", "%20-name", "name")).containsExactly("alpha", "team");
    assertThat(sorted("/repositories", "", "name"))
        .containsExactly("alpha/app", "team/beta", "team/app");
    assertThat(sorted("/repositories", "pull_count,-name", "name"))
        .containsExactly("team/beta", "team/app", "alpha/app");
    assertThat(sorted("/projects/team/members", "-entity_name", "entity_name"))
        .containsExactly("boss", "dev");
    assertThat(sorted("/users", "-username", "username")).containsExactly("dev", "boss", "a");
    assertThat(sorted("/users", "user_id", "username")).containsExactly("boss", "dev", "a");
    assertThat(sorted("/users/search?username=E", "", "username")).containsExactly("dev");
    assertThat(quotas("")).containsExactly("alpha", "team");
    assertThat(quotas("id")).containsExactly("alpha", "team");
    assertThat(quotas("creation_time")).containsExactly("team", "alpha");
    assertThat(quotas("-used.storage")).containsExactly("team", "alpha");
  }

  @Test
  void booleansHaveAnyFormAndAreNeverAnError() {
    harbor.project("boss", "open", true);
    for (var yes : List.of("true", "True", "1", "t", "yes", "on")) {
      assertThat(sorted("/projects?public=" + yes, "", "name")).as(yes).containsExactly("open");
      assertThat(sorted("/projects?q=public%3D" + yes, "", "name")).containsExactly("open");
      assertThat(artifact("with_tag=" + yes)).contains("\"tags\":[{");
    }
    for (var no : List.of("false", "False", "0", "f", "x")) {
      assertThat(sorted("/projects?public=" + no, "", "name")).as(no).containsExactly("team");
      assertThat(artifact("with_tag=" + no)).contains("\"tags\":null");
    }
    assertThat(sorted("/projects?public=", "", "name")).containsExactly("open", "team");
    assertThat(artifact("with_tag=false&with_tag=True")).contains("\"tags\":[{");
  }

  @Test
  void parametersOfTheirOwnAreWhatHarborsAre() {
    harbor
        .call("POST", "/projects/team/members")
        .as("boss")
        .json("{'role_id':2,'member_user':{'username':'dev'}}")
        .text(201);
    assertThat(sorted("/projects/team/members?entityname=dev", "", "entity_name"))
        .containsExactly("dev");
    assertThat(sorted("/projects/team/members?entityname=de", "", "entity_name")).isEmpty();
    assertThat(sorted("/projects?name=EA", "", "name")).containsExactly("team");
    assertThat(sorted("/projects?owner=boss", "", "name")).containsExactly("team");
    assertThat(sorted("/projects?owner=bos", "", "name")).isEmpty();
    assertThat(sorted("/users?username=DE", "", "username")).containsExactly("dev");
    assertThat(sorted("/users?email=zz", "", "username")).isEmpty();
    assertThat(quotasOf("?reference=x")).isEmpty();
    var id = harbor.get("/projects/team").as("boss").json(200).path("project_id").asText();
    assertThat(quotasOf("?reference=project&reference_id=" + id)).containsExactly("team");
    for (var missing :
        List.of("/users/search", "/users/search?username=", "/usergroups/search", "/search")) {
      assertThat(code(harbor.get(missing).as("boss").send()))
          .as(missing)
          .isEqualTo("422 UNPROCESSABLE_ENTITY");
    }
  }

  @Test
  void replicationOfAHarborFindsProjectsAndTheRepositoriesThatHoldABlob() {
    harbor.project("boss", "secret", false);
    harbor.pushImage("boss", "secret/app", "v1", "layer");
    harbor.pushImage("boss", "team/other", "v1", "another layer");
    var layer = Digest.of(Digest.Algorithm.SHA256, "layer".getBytes(UTF_8));
    var none = "sha256:" + "0".repeat(64);

    assertThat(
            sorted("/projects?with_detail=false&q=name%3D%7B%27team%27%20%27zz%27%7D", "", "name"))
        .containsExactly("team");
    assertThat(sorted("/repositories?q=blob_digest%3D" + layer, "name", "name"))
        .containsExactly("secret/app", "team/app");
    assertThat(sorted("/repositories?page_size=1&page_number=1&q=blob_digest=" + none, "", "name"))
        .isEmpty();
    var dev = harbor.get("/repositories?q=blob_digest%3D" + layer).as("dev").send();
    assertThat(header(dev, "X-Total-Count")).isEqualTo("0");
    assertThat(code(harbor.get("/repositories?q=blob_digest%3D~sha").as("boss").send()))
        .isEqualTo("400 BAD_REQUEST");
  }

  @Test
  void artifactsAreFilteredByTheirTagsAndByWhatTheyArePartOf() {
    var untagged = harbor.pushImage("boss", "team/app", null, "untagged layer");
    harbor.pushAccessory("boss", "team/app", untagged);
    assertThat(artifacts("tags%3Dv1")).isEqualTo(1);
    assertThat(artifacts("tags%3D~V")).isEqualTo(1);
    assertThat(artifacts("tags%3D~s")).isZero();
    assertThat(artifacts("tags%3D*")).isEqualTo(1);
    assertThat(artifacts("tags%3Dnil")).isEqualTo(1);
    assertThat(artifacts("base%3D*")).isEqualTo(2);
    assertThat(artifacts("labels%3D%281%202%29")).isZero();
    assertThat(artifacts("repository_id%3D0")).isZero();
    assertThat(artifacts("artifact_type%3Dx")).isZero();
    assertThat(artifacts("icon%3Dx")).isZero();
    assertThat(artifacts("digest%3D~" + untagged.substring(7, 20).toUpperCase(Locale.ROOT)))
        .isEqualTo(1);
    assertThat(artifacts("push_time%3D%5B2020-01-01%2000%3A00%3A00~2099-01-01%2000%3A00%3A00%5D"))
        .isEqualTo(2);
    assertThat(artifacts("media_type%3Dapplication%2Fvnd.oci.image.config.v1%252Bjson"))
        .isEqualTo(2);
    for (var q :
        List.of(
            "tags%3D%7Bv1%20v2%7D",
            "tags%3D%28v1%20v2%29", "labels%3D%7B1%7D", "labels%3D1", "base%3Dx")) {
      assertThat(
              code(
                  harbor.get("/projects/team/repositories/app/artifacts?q=" + q).as("boss").send()))
          .as(q)
          .isEqualTo("400 BAD_REQUEST");
    }
  }

  @Test
  void tagsAndAccessoriesAreSortedAndAccessoriesFoundByTheirType() {
    harbor
        .call("POST", "/projects/team/repositories/app/artifacts/v1/tags")
        .as("boss")
        .json("{'name':'latest'}")
        .text(201);
    var one = "/projects/team/repositories/app/artifacts/v1";
    assertThat(sorted(one + "/tags", "", "name")).containsExactly("latest", "v1");
    assertThat(sorted(one + "/tags", "-name", "name")).containsExactly("v1", "latest");
    assertThat(sorted(one + "/tags", "id", "name")).containsExactly("v1", "latest");

    var image = harbor.get(one).as("boss").json(200).path("digest").asText();
    harbor.pushBlob("boss", "team/app", "{}".getBytes(UTF_8));
    for (var type :
        List.of(
            "application/vnd.cncf.notary.signature",
            "application/vnd.dev.sigstore.bundle.v0.3+json",
            "application/vnd.goharbor.harbor.sbom.v1")) {
      accessory(image, type, null);
    }
    accessory(null, "application/vnd.example", image.replace(':', '-') + ".sig");
    var all = harbor.get(one + "/accessories").as("boss").json(200);
    assertThat(names(all, "type"))
        .containsExactly(
            "subject.accessory",
            "signature.notation",
            "signature.cosign",
            "sbom.harbor",
            "signature.cosign");
    for (var type : new TreeSet<>(names(all, "type"))) {
      assertThat(sorted(one + "/accessories?q=type%3D" + type, "", "type"))
          .as("as the answers say, so they are found")
          .isNotEmpty()
          .containsOnly(type);
    }
    assertThat(sorted(one + "/accessories?q=type%3D~SIGNATURE", "-id", "type"))
        .containsExactly("signature.cosign", "signature.cosign", "signature.notation");
    assertThat(names(harbor.get(one + "/accessories?sort=digest").as("boss").json(200), "digest"))
        .isSorted();
  }

  private void accessory(@Nullable String subject, String type, @Nullable String tag) {
    var empty = Digest.of(Digest.Algorithm.SHA256, "{}".getBytes(UTF_8));
    var manifest =
        """
        {"schemaVersion":2,"mediaType":"%s","artifactType":"%s",
        "config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%s","size":2},
        "layers":[]%s}"""
            .formatted(
                MediaType.OCI_MANIFEST,
                type,
                empty,
                subject == null
                    ? ""
                    : ",\"subject\":{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
                        .formatted(
                            MediaType.OCI_MANIFEST, subject, HarborCalls.image("layer").length));
    harbor.pushManifest("boss", "team/app", tag, MediaType.OCI_MANIFEST, manifest.getBytes(UTF_8));
  }

  private static Stream<String> all() {
    return Stream.concat(FILTERED.stream().map(Filtered::path), UNFILTERED.stream());
  }

  private long total(Filtered list, String q) {
    var answer = harbor.get(list.path() + "?q=" + q).as("boss").send();
    assertThat(answer.statusCode()).as(list.path() + " " + q).isEqualTo(200);
    return Long.parseLong(header(answer, "X-Total-Count"));
  }

  private long artifacts(String q) {
    return total(new Filtered("/projects/team/repositories/app/artifacts", "", "", ""), q);
  }

  private String artifact(String query) {
    return harbor.get("/projects/team/repositories/app/artifacts/v1?" + query).as("boss").text(200);
  }

  private String link(String list) {
    return header(harbor.get(list).as("boss").send(), "Link");
  }

  private List<String> sorted(String list, String sort, String name) {
    var path = list + (list.contains("?") ? "&" : "?") + "sort=" + sort;
    return names(harbor.get(path).as("boss").json(200), name).stream()
        .filter(it -> !it.equals("library"))
        .toList();
  }

  private List<String> quotas(String sort) {
    return quotasOf("?sort=" + sort);
  }

  private List<String> quotasOf(String query) {
    var found = new ArrayList<String>();
    harbor
        .get("/quotas" + query)
        .as("boss")
        .json(200)
        .forEach(quota -> found.add(quota.path("ref").path("name").asText()));
    found.remove("library");
    return found;
  }
}
