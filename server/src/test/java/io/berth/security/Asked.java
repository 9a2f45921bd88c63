package io.berth.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.berth.content.MediaType;
import io.berth.http.message.Method;
import io.berth.http.routing.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a route is asked on the walk: everything that could name what another registry holds. */
record Asked(String name, String query, Map<String, String> headers, byte[] body) {
  /** Without a body it makes a name up. */
  private static final String NAMES_ITSELF = "/containerRegistry/{registryID}/users";

  private static final byte[] NOTHING = {};

  static List<Asked> of(Route<?> route, Map<String, String> theirs) {
    var asked = new ArrayList<Asked>();
    if (route.method() == Method.GET || route.method() == Method.HEAD) {
      asked.add(query(""));
    } else if (!route.template().endsWith(NAMES_ITSELF)) {
      asked.add(json("an empty body", "{}"));
    }
    asked.addAll(
        switch (route.method()) {
          case GET -> reading(route.template(), theirs);
          case POST, PUT -> writing(route.template(), theirs);
          default -> List.<Asked>of();
        });
    return asked;
  }

  private static List<Asked> reading(String template, Map<String, String> theirs) {
    return switch (template) {
      case "/service/token" ->
          List.of(
              query(
                  "?service=harbor-registry&scope=repository:theirs/secret:pull,push"
                      + "&scope=repository:team/app:pull,push&scope=repository:shown/secret:pull"),
              query("?service=harbor-registry&scope=registry:catalog:*"));
      case "/v2/_catalog", "/v2/{name+}/tags/list" -> List.of(query("?n=1"), query("?last=o"));
      case "/api/v2.0/search" -> List.of(query("?q=secret"), query("?q=t"));
      case "/api/v2.0/search/all" ->
          List.of(
              query("?q=secret"),
              query("?q=t"),
              query("?q=v1"),
              query("?q=spies"),
              query("?q=" + theirs.getOrDefault("reference", "v")));
      case "/api/v2.0/users" -> List.of(query("?q=username%3D~e"), query("?page_size=100"));
      case "/api/v2.0/users/search" -> List.of(query("?username=eve"), query("?username=e"));
      case "/api/v2.0/usergroups/search" -> List.of(query("?groupname=spies"));
      case "/api/v2.0/usergroups" -> List.of(query("?group_name=s"));
      case "/api/v2.0/projects" ->
          List.of(query("?name=theirs"), query("?q=name%3D~th"), query("?public=true"));
      case "/api/v2.0/repositories" -> List.of(query("?q=name%3D~secret"), query("?page_size=1"));
      case "/api/v2.0/permissions", "/api/v2.0/users/current/permissions" ->
          List.of(query("?scope=/project/" + theirs.get("member")));
      case "/api/v2.0/audit-logs", "/api/v2.0/auditlog-exts", "/api/v2.0/auditlog-exts/export" ->
          List.of(query("?q=username%3D~e&page_size=100"));
      case "/api/v2.0/robots" ->
          List.of(query("?q=Level%3Dproject,ProjectID%3D" + theirs.get("member")));
      case "/api/v2.0/quotas" -> List.of(query("?reference=project&page_size=100"));
      case "/api/v2.0/statistics/repositories" -> List.of(query("?page_size=100"));
      default -> List.of();
    };
  }

  private static List<Asked> writing(String template, Map<String, String> theirs) {
    var digest = theirs.get("digest");
    return switch (template) {
      case "/v2/{name+}/blobs/uploads/" ->
          List.of(
              query("?mount=" + digest + "&from=theirs/secret"),
              query("?mount=" + digest + "&from=shown/secret"),
              query("?mount=" + digest + "&from=team/app"),
              query("?mount=" + digest),
              new Asked("the bytes", "?digest=" + digest, binary(), Walls.SECRET.getBytes(UTF_8)),
              new Asked("other bytes", "?digest=" + digest, binary(), "others".getBytes(UTF_8)));
      case "/v2/{name+}/blobs/uploads/{id}" -> List.of(query("?digest=" + digest));
      case "/v2/{name+}/manifests/{reference}" -> manifests();
      case "/api/v2.0/projects" ->
          List.of(
              json("a project of Bob's name", "{'project_name':'theirs'}"),
              json("a project that is here", "{'project_name':'team'}"));
      case "/api/v2.0/users" ->
          List.of(
              json(
                  "a user of Bob's name",
                  "{'username':'eve','email':'eve@example.test','realname':'e','password':'Secret-1234'}"));
      case "/api/v2.0/usergroups" ->
          List.of(json("a group of Bob's name", "{'group_name':'spies','group_type':4}"));
      case "/api/v2.0/roles" ->
          List.of(json("a role of Bob's name", "{'role_name':'spy','permissions':[]}"));
      case "/api/v2.0/robots" -> robots();
      case "/api/v2.0/projects/{project}/members" ->
          List.of(
              json("Bob's user", "{'role_id':2,'member_user':{'username':'eve'}}"),
              json(
                  "Bob's user by id",
                  "{'role_id':2,'member_user':{'user_id':%s}}".formatted(theirs.get("user"))),
              json(
                  "Bob's group by id",
                  "{'role_id':2,'member_group':{'id':%s}}".formatted(theirs.get("group"))),
              json(
                  "Bob's role",
                  "{'role_id':%s,'member_user':{'username':'dev'}}".formatted(theirs.get("role"))));
      case "/api/v2.0/projects/{project}/repositories/{repository}/artifacts" ->
          List.of(
              query("?from=theirs/secret:only"),
              query("?from=shown/secret:only"),
              query("?from=team/app:only"),
              query("?from=team/app@" + digest));
      case "/api/v2.0/usergroups/{group}/members" ->
          List.of(json("Bob's user", "{'username':'eve'}"));
      case "/c/login" -> List.of(form("principal=eve&password=Secret-1234"));
      case "/c/userExists" ->
          List.of(form("target=username&value=eve"), form("target=email&value=eve@example.test"));
      case "/service/token" ->
          List.of(
              form(
                  "grant_type=password&service=harbor-registry&username=eve&password=Secret-1234"
                      + "&scope=repository:theirs/secret:pull"));
      case "/auth/oauth2/token" ->
          List.of(
              form(
                  "grant_type=client_credentials&client_secret=x&client_id="
                      + theirs.get("clientId")));
      case "/v1/cloud/project/{serviceName}/containerRegistry/{registryID}/users" ->
          List.of(json("a login of Bob's", "{'login':'eve2','email':'eve@example.test'}"));
      default -> List.of();
    };
  }

  private static List<Asked> manifests() {
    var type = Map.of("Content-Type", MediaType.OCI_MANIFEST);
    var index =
        """
        {"schemaVersion":2,"mediaType":"%s","manifests":[{"mediaType":"%s","digest":"%s","size":%d}]}"""
            .formatted(
                MediaType.OCI_INDEX,
                MediaType.OCI_MANIFEST,
                Tenant.digest(Tenant.manifest(Walls.SECRET)),
                Tenant.manifest(Walls.SECRET).length);
    return List.of(
        new Asked("a manifest of Bob's layer", "", type, Tenant.manifest(Walls.SECRET)),
        new Asked(
            "an index of Bob's manifest",
            "",
            Map.of("Content-Type", MediaType.OCI_INDEX),
            index.getBytes(UTF_8)));
  }

  private static List<Asked> robots() {
    var robot =
        "{'name':'%s','level':'%s','duration':7,'permissions':[{'kind':'project','namespace':'%s',"
            + "'access':[{'resource':'repository','action':'pull'}]}]}";
    return List.of(
        json("a robot of Bob's name", robot.formatted("spybot", "project", "team")),
        json("a robot of Bob's project", robot.formatted("spy2", "project", "theirs")),
        json("a robot of the registry", robot.formatted("spy3", "system", "theirs")));
  }

  private static Map<String, String> binary() {
    return Map.of("Content-Type", "application/octet-stream");
  }

  private static Asked query(String query) {
    return new Asked("", query, Map.of(), NOTHING);
  }

  private static Asked json(String name, String body) {
    return new Asked(
        name,
        "",
        Map.of("Content-Type", "application/json"),
        body.replace('\'', '"').getBytes(UTF_8));
  }

  private static Asked form(String fields) {
    return new Asked(
        fields,
        "",
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        fields.getBytes(UTF_8));
  }
}
