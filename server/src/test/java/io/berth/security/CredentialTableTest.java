package io.berth.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.http.routing.Api;
import io.berth.http.routing.Route;
import io.berth.sql.Dialect;
import io.berth.testing.FakeProvider;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every credential is shown to every route of a running server, and let in or refused as the table
 * says. A route without a line in {@code credentials.txt} fails.
 */
final class CredentialTableTest {
  private static final String COPY =
      "POST /api/v2.0/projects/{project}/repositories/{repository}/artifacts";
  private static final String TAG = COPY + "/{reference}/tags";

  /** Routes where a person is meant by an id, tried with their own as well. */
  private static final Set<String> OWN =
      Set.of(
          "GET /api/v2.0/users/{id}",
          "PUT /api/v2.0/users/{id}",
          "PUT /api/v2.0/users/{id}/password",
          "PUT /api/v2.0/users/{id}/cli_secret");

  /** What may end the credential it is called with. */
  private static final Set<String> ENDING =
      Set.of(
          "DELETE /api/v2.0/users/current/sessions",
          "GET /c/log_out",
          "GET /c/oidc/logout",
          "POST /v1/auth/logout",
          "DELETE /v1/auth/session");

  /** 412 that refuses who calls, as Harbor does. */
  private static final List<String> PRECONDITIONS =
      List.of("a robot account is none", "only an administrator may ask");

  @TempDir Path folder = Path.of("");
  private final CredentialTable table = new CredentialTable();
  private RunningBerth berth;
  private FakeProvider provider;
  private RegistryCredentials registry;
  private ControlCredentials control;
  private RegistryBrowser anybody;
  private String spare = "";
  private String robot = "";
  private int counter;

  @BeforeEach
  void start() throws IOException {
    berth = new RunningBerth(Dialect.SQLITE, folder);
    provider = FakeProvider.http(Clock.systemUTC());
    registry = new RegistryCredentials(berth, provider);
    control = new ControlCredentials(berth, registry);
    anybody = new RegistryBrowser(berth).visit();
    robot = registry.robot();
    spare = berth.registries(1).getFirst();
  }

  @AfterEach
  void stop() {
    provider.close();
    berth.close();
  }

  @Test
  void everyCredentialDoesAtEveryRouteWhatTheTableSays() throws IOException {
    var wrong = new ArrayList<String>();
    for (var surface : Api.Surface.values()) {
      var section = surface.name().toLowerCase(java.util.Locale.ROOT);
      var served = served(surface);
      var known = table.routes(section);
      known.keySet().stream()
          .filter(line -> !served.containsKey(line))
          .forEach(line -> wrong.add(section + ": no route is served for the line " + line));
      served.forEach(
          (line, route) -> {
            var says = known.get(line);
            if (says == null) {
              wrong.add(section + ": the table has no line for " + line);
            } else {
              wrong.addAll(problems(section, line, route, says));
            }
          });
    }
    assertThat(wrong).isEmpty();
  }

  /** Routes by their line; version aliases and slashes at the end are the same route. */
  private Map<String, Route<?>> served(Api.Surface surface) {
    var served = new TreeMap<String, Route<?>>();
    for (var api : berth.apis()) {
      if (api.surface() == surface) {
        for (var route : api.routes()) {
          var template =
              route.template().replaceFirst("(?<=.)/$", "").replaceFirst("^/1\\.0", "/v1");
          var line = route.method() + " " + template;
          served.put(line, route);
          if (OWN.contains(line)) {
            served.put(line.replace("{id}", "{own}"), route);
          }
        }
      }
    }
    return served;
  }

  private List<String> problems(String section, String line, Route<?> route, String says) {
    if (says.equals("proof") || says.equals("page")) {
      var isOpen = route.access().isOpen();
      var problems = new ArrayList<String>();
      if (!isOpen) {
        problems.add(line + " is " + says + " in the table, but asks " + route.access().name());
      }
      if (says.equals("page")) {
        var status = send(line, "nothing", call -> call).statusCode();
        if (status == 401 || status == 403 || status >= 500) {
          problems.add(line + " is a page, but answers " + status);
        }
      }
      return problems;
    }
    var expected = table.set(section, says);
    var credentials =
        section.equals("registry") || section.equals("any") ? registry.all() : control.all();
    var admitted = new TreeSet<String>();
    var problems = new ArrayList<String>();
    for (var credential : List.copyOf(credentials.entrySet())) {
      var name = credential.getKey();
      var answer = send(line, name, credential.getValue());
      if (answer.statusCode() >= 500) {
        problems.add(line + " with " + name + " answers " + answer.statusCode() + text(answer));
      }
      if (isAdmitted(answer)) {
        admitted.add(name);
      }
      if (ENDING.contains(line)) {
        registry.signIns();
        control.signIns();
      }
    }
    if (!admitted.equals(expected)) {
      var more = new TreeSet<>(admitted);
      more.removeAll(expected);
      var less = new TreeSet<>(expected);
      less.removeAll(admitted);
      problems.add(line + " is for " + says + "; let in besides: " + more + "; refused: " + less);
    }
    return problems;
  }

  private static boolean isAdmitted(HttpResponse<byte[]> answer) {
    var text = text(answer);
    return switch (answer.statusCode()) {
      case 401, 403 -> false;
      case 404 -> !text.contains("This service does not exist"); // hidden from strangers
      case 412 -> PRECONDITIONS.stream().noneMatch(text::contains);
      default -> true;
    };
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), UTF_8);
  }

  // ---------------------------------------------------------------- requests that break nothing

  private HttpResponse<byte[]> send(
      String line, String credential, UnaryOperator<HttpCall> dressed) {
    counter++;
    var words = line.split(" ", 2);
    var call = dressed.apply(berth.call(words[0], path(line, words[1], credential)));
    if (line.startsWith("POST /c/") && !credential.contains("session")) {
      anybody.dress(call); // without this token nothing there is looked at
    }
    if (!words[0].equals("GET") && !words[0].equals("HEAD")) {
      call.json(body(line));
    }
    return call.send();
  }

  private String path(String line, String template, String credential) {
    return switch (line) {
      case "GET /api/v2.0/projects/{project}/webhook/jobs" ->
          filled(line, template, credential) + "?policy_id=1";
      case "GET /api/v2.0/users/search" -> template + "?username=zz";
      case "GET /api/v2.0/usergroups/search" -> template + "?groupname=zz";
      case "GET /api/v2.0/search", "GET /api/v2.0/search/all" -> template + "?q=zz";
      case "HEAD /api/v2.0/projects" -> template + "?project_name=team";
      case COPY -> filled(line, template, credential) + "?from=team/none:absent";
      default -> filled(line, template, credential);
    };
  }

  private String filled(String line, String template, String credential) {
    return template
        .replace("{own}", Long.toString(registry.owner(credential)))
        .replace("{project}", "team")
        .replace("{name+}", "team/none")
        .replace("{robot}", robot(line))
        .replace("{serviceName}", berth.project().replaceFirst(".*/", ""))
        .replace("{registryID}", registryId(line))
        .replace("{digest}", "sha256:" + "0".repeat(64))
        .replace("{session}", "0".repeat(32))
        .replace("{name}", "auto_scan")
        .replace("{addition}", "readme.md")
        .replace("{reference}", "absent")
        .replaceAll("\\{(repository|tag|alias|provider|domain|user|account|regionName)}", "absent")
        .replaceAll("\\{[A-Za-z]+}", "999999")
        .replace("/**", "/x");
  }

  /** One to be kept, and another for each that deletes it. */
  private String robot(String line) {
    return line.equals("DELETE /api/v2.0/robots/{robot}") ? registry.robot() : robot;
  }

  private String registryId(String line) {
    return switch (line) {
      case "DELETE /v1/cloud/project/{serviceName}/containerRegistry/{registryID}" ->
          berth.registries(1).getFirst();
      default -> spare;
    };
  }

  private String body(String line) {
    return switch (line) {
      case "POST /api/v2.0/projects" -> "{'project_name':'Not A Name'}";
      case "POST /api/v2.0/robots" ->
          ("{'name':'made%d','level':'project','duration':-1,'permissions':[{'kind':'project',"
                  + "'namespace':'team','access':[{'resource':'repository','action':'pull'}]}]}")
              .formatted(counter);
      case "POST /api/v2.0/users/current/access-tokens" ->
          "{'name':'made%d','level':'pull'}".formatted(counter);
      case "PUT /api/v2.0/users/{own}/password" ->
          "{'old_password':'%s','new_password':'weak'}".formatted(registry.bossPassword());
      case "PUT /api/v2.0/users/{own}/cli_secret" -> "{'secret':'weak'}";
      case "PUT /api/v2.0/users/{own}" ->
          "{'email':'own%d@example.test','realname':'Own','comment':''}".formatted(counter);
      case TAG -> "{'name':'made%d'}".formatted(counter);
      default -> "{}";
    };
  }
}
