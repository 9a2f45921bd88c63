package io.berth.harbor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.http.message.Json;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strangers and ordinary users cannot find out, and secrets that nobody may choose. */
final class HarborGuardsTest {
  @TempDir Path folder = Path.of("");

  /** One question about people: who may not ask it, and what they are told. */
  private record Question(String method, String path, String body, int nobody, int user) {}

  // Who has a page's token is told 412 at /c/userExists: LocalSignInTest.
  private static final List<Question> QUESTIONS =
      List.of(
          new Question("POST", "/c/userExists", "target=username&value=%s", 403, 403),
          new Question("POST", "/c/userExists", "target=email&value=%s@example.test", 403, 403),
          new Question("POST", "/api/v2.0/users", "{'username':'%s'}", 401, 403),
          new Question("GET", "/api/v2.0/users?q=username%%3D%s", "", 401, 403),
          new Question("GET", "/api/v2.0/users/search?username=%s", "", 401, 200),
          new Question("GET", "/api/v2.0/usergroups?group_name=%s", "", 401, 403),
          new Question("GET", "/api/v2.0/robots?q=name%%3D%s", "", 401, 403),
          new Question("GET", "/api/v2.0/auditlog-exts?q=username%%3D%s", "", 401, 200));

  @Test
  void nobodyLearnsWhichUsersExist() throws IOException {
    try (var harbor = new HarborCalls(Dialect.SQLITE, folder)) {
      var wrong = new ArrayList<String>();
      for (var question : QUESTIONS) {
        var here = ask(harbor, question, "boss", null);
        var not = ask(harbor, question, "nobody", null);
        same(wrong, question, "a stranger", question.nobody(), here, not);
        if (question.user() != 200) {
          here = ask(harbor, question, "boss", "dev");
          not = ask(harbor, question, "nobody", "dev");
          same(wrong, question, "a user", question.user(), here, not);
        }
      }
      var there = login(harbor, "boss");
      var absent = login(harbor, "nobody");
      if (there.statusCode() != 401 || !told(there, "boss").equals(told(absent, "nobody"))) {
        wrong.add("docker login tells names: " + told(there, "boss") + told(absent, "nobody"));
      }
      assertThat(wrong).isEmpty();
    }
  }

  private static void same(
      List<String> wrong,
      Question question,
      String who,
      int status,
      HttpResponse<byte[]> here,
      HttpResponse<byte[]> not) {
    if (here.statusCode() != status || !told(here, "boss").equals(told(not, "nobody"))) {
      wrong.add(
          question + " of " + who + ": " + told(here, "boss") + " and " + told(not, "nobody"));
    }
  }

  /** What an answer says, apart from the name and the number of the request. */
  private static String told(HttpResponse<byte[]> answer, String name) {
    return answer.statusCode() + " " + new String(answer.body(), UTF_8).replace(name, "NAME");
  }

  private static HttpResponse<byte[]> ask(
      HarborCalls harbor, Question question, String name, @Nullable String as) {
    var call = harbor.berth.call(question.method(), question.path().formatted(name));
    var body = question.body().formatted(name);
    if (body.startsWith("{")) {
      call.json(body);
    } else if (!body.isEmpty()) {
      call.header("Content-Type", "application/x-www-form-urlencoded").body(body.getBytes(UTF_8));
    }
    return as == null ? call.send() : call.as(as).send();
  }

  private static HttpResponse<byte[]> login(HarborCalls harbor, String name) {
    return harbor
        .berth
        .call("GET", "/service/token?service=harbor-registry")
        .basic(name, "Wrong-1234")
        .send();
  }

  @Test
  void aSecretThatIsTooWeakIsRefusedWhereverOneIsChosen() throws IOException {
    try (var harbor = new HarborCalls(Dialect.SQLITE, folder)) {
      harbor.project("dev", "team", false);
      var robot =
          harbor
              .call("POST", "/robots")
              .as("dev")
              .json(robot("ci", ""))
              .json(201)
              .path("id")
              .asText();
      refused(
          harbor.call("POST", "/users").as("boss"),
          "{'username':'new','email':'n@example.test','realname':'n','password':'weakweak1'}");
      refused(
          harbor.call("PUT", "/users/" + harbor.dev + "/password").as("dev"),
          "{'old_password':'Secret-1234','new_password':'WEAKWEAK1'}");
      refused(
          harbor.call("PUT", "/users/" + harbor.dev + "/password").as("boss"),
          "{'new_password':'Weak-1'}");
      refused(harbor.call("PATCH", "/robots/" + robot).as("dev"), "{'secret':'Weak-1'}");
    }
  }

  private static String robot(String name, String secret) {
    return """
        {'name':'%s',%s'level':'project','duration':7,'permissions':[{'kind':'project',
        'namespace':'team','access':[{'resource':'repository','action':'pull'}]}]}"""
        .formatted(name, secret);
  }

  private static void refused(HttpCall call, String body) throws IOException {
    var error = call.json(body).json(400).path("errors").path(0);
    assertThat(Json.text(Map.of("code", error.path("code"), "message", error.path("message"))))
        .as(body)
        .contains("BAD_REQUEST")
        .contains("the password or secret must be 8-128, inclusively, characters long");
  }
}
