package io.berth.clients.terraform;

import io.berth.clients.Expect;
import io.berth.clients.Feature;
import io.berth.clients.Program;
import io.berth.clients.Score;
import io.berth.clients.Stand;
import io.berth.clients.Tools;
import io.berth.e2e.fixtures.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** terraform-provider-harbor: all its resources through their life, then its data sources. */
public final class HarborTerraform implements Program {
  private static final String ADDRESS = "goharbor/harbor";
  private static final List<String> FILES =
      List.of("main.tf", "projects.tf", "people.tf", "robots.tf", "system.tf", "features.tf");
  private static final List<String> DATA =
      List.of(
          "project",
          "projects",
          "users",
          "groups",
          "robot_accounts",
          "project_member_users",
          "project_member_groups",
          "registry");

  @Override
  public String name() {
    return "terraform-provider-harbor";
  }

  @Override
  public boolean isQuick() {
    return true;
  }

  @Override
  public void run(Tools tools, Score score) throws Exception {
    var terraform = tools.program("terraform");
    var provider = tools.program(name());
    score.version(Versions.ofProvider(provider) + ", " + Tools.version(terraform, "version"));
    try (var stand = Stand.of(name())) {
      var names =
          new HashMap<>(
              Map.of("url", stand.url(), "user", stand.user(), "password", stand.password()));
      var resources = new Resources(in("resources", terraform, provider, stand), score);
      for (var file : FILES) {
        resources.add("harbor/" + file, names);
      }
      resources.live();
      names.put("project", prepare(stand));
      for (var source : DATA) {
        read(source, in("data-" + source, terraform, provider, stand), names, score);
      }
    }
  }

  private static Terraform in(String folder, Path terraform, Path provider, Stand stand)
      throws IOException {
    return new Terraform(
        terraform, ADDRESS, provider, stand, stand.home().resolve(folder), Map.of());
  }

  /** What the data sources are to find; returns the project's id. */
  private static String prepare(Stand stand) throws IOException {
    var tenant = stand.tenant();
    tenant.createProject("data-members");
    tenant.createPerson("data-person").close();
    try (var client = tenant.client()) {
      var api = "/api/v2.0";
      client
          .post(
              api + "/usergroups", Json.write(Map.of("group_name", "data-group", "group_type", 3)))
          .must(201);
      for (var member :
          List.of(
              Map.of("role_id", 3, "member_user", Map.of("username", "data-person")),
              Map.of(
                  "role_id",
                  3,
                  "member_group",
                  Map.of("group_name", "data-group", "group_type", 3)))) {
        client.post(api + "/projects/data-members/members", Json.write(member)).must(201);
      }
      var access = Map.of("resource", "repository", "action", "pull");
      client
          .post(
              api + "/robots",
              Json.write(
                  Map.of(
                      "name",
                      "data-robot",
                      "level",
                      "system",
                      "duration",
                      -1,
                      "permissions",
                      List.of(
                          Map.of("kind", "project", "namespace", "*", "access", List.of(access))))))
          .must(201);
      return client
          .get(api + "/projects/data-members")
          .must(200)
          .json()
          .path("project_id")
          .asText();
    }
  }

  private static void read(
      String source, Terraform terraform, Map<String, String> names, Score score)
      throws IOException {
    var resources = new Resources(terraform, new Score());
    resources.add("harbor/main.tf", names);
    resources.add("harbor/data/" + source + ".tf", names);
    score.check(
        "data harbor_" + source,
        source.equals("registry") ? Feature.REGISTRIES : null,
        () -> {
          var applied = terraform.apply("-var=changed=false");
          Expect.equal(applied.failed() + applied.rest(), "{}");
          Expect.equal(terraform.outputs().at("/found/value").asText(), "true");
        });
  }
}
