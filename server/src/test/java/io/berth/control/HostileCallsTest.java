package io.berth.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.control.api.ControlApi;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Thousands of requests that mean no good, made from the schema documents: every call is answered
 * in time, by a refusal in the API's shape or a success, and never tells what is inside.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HostileCallsTest {
  private static final int ROUNDS = 40;
  private static final Pattern INSIDE =
      Pattern.compile("Exception|\\bat io\\.berth|java\\.|jdbi|SQLITE|PSQL|SELECT |org\\.");

  private static final List<String> PATH_VALUES =
      List.of(
          "00000000-0000-4000-8000-000000000000",
          "%00",
          "%ff%fe",
          "..%2f..%2fetc%2fpasswd",
          "%252e%252e",
          "%27%3B%20DROP%20TABLE%20registry%3B--",
          "-1",
          "99999999999999999999999",
          "%E2%98%83",
          "%F0%9F%92%A9%20",
          "null",
          "a".repeat(3000));

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "1e400",
          "12345678901234567890",
          "[]",
          "{}",
          "[[[[]]]]",
          "{'a':{'b':{}}}",
          "''",
          "' '",
          "'\\u0000'",
          "'\\ud800'",
          "'<script>alert(1)</script>'",
          "'\\r\\nSet-Cookie: x=y'",
          "'" + "x".repeat(5000) + "'",
          "'💩é'");

  private static final List<String> BODIES =
      List.of(
          "",
          "{",
          "null",
          "[]",
          "{}",
          "[{}]",
          "'x'",
          "{'a':1}{'b':2}",
          "[".repeat(5000),
          "{'name':'x','name':{}}",
          "\u0000\u0001",
          "NaN",
          "{'provider':[]}",
          "<?xml version='1.0'?><a/>");

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private RunningBerth berth;
  private final Chance chance = new Chance(20261125);

  @BeforeEach
  void start() throws IOException {
    berth = new RunningBerth(dialect, folder);
  }

  @AfterEach
  void stop() {
    berth.close();
  }

  /** Choices that are the same in every run. */
  private static final class Chance {
    private long state;

    Chance(long seed) {
      state = seed;
    }

    <T> T of(List<T> choices) {
      // Knuth's MMIX generator.
      state = state * 6364136223846793005L + 1442695040888963407L;
      return choices.get((int) ((state >>> 33) % choices.size()));
    }

    boolean oneIn(int many) {
      return of(java.util.stream.IntStream.range(0, many).boxed().toList()) == 0;
    }
  }

  private record Attack(String name, HttpCall call) {}

  @Test
  void everyHostileCallIsAnsweredAndTellsNothing() throws Exception {
    var published = Published.of(berth);
    var attacks = new ArrayList<Attack>();
    for (int round = 0; round < ROUNDS; round++) {
      for (var call : published.calls()) {
        attacks.add(attack(published, call));
      }
      attacks.add(new Attack("token", token()));
    }
    try (var attackers = Executors.newFixedThreadPool(8)) {
      var outcomes =
          attackers.invokeAll(
              attacks.stream().<Callable<List<String>>>map(it -> () -> problems(it)).toList(),
              120,
              TimeUnit.SECONDS);
      var problems = new ArrayList<String>();
      for (var outcome : outcomes) {
        problems.addAll(outcome.get());
      }
      assertThat(problems).isEmpty();
    }
    assertThat(berth.call("GET", berth.registry()).as("root").json(200).path("status").asText())
        .isEqualTo("READY");
  }

  private List<String> problems(Attack attack) {
    HttpResponse<byte[]> answer = attack.call().send();
    var problems = new ArrayList<String>();
    var text = new String(answer.body(), UTF_8);
    if (answer.statusCode() >= 500) {
      problems.add(attack.name() + " answered " + answer.statusCode() + " " + text);
    }
    if (answer.statusCode() >= 400
        && !attack.name().equals("token")
        && !(text.startsWith("{\"class\":\"Client::") && text.contains("\"message\":\""))) {
      problems.add(attack.name() + " answered " + answer.statusCode() + " as " + text);
    }
    if (INSIDE.matcher(text).find() || berth.secrets().stream().anyMatch(text::contains)) {
      problems.add(attack.name() + " told " + text);
    }
    return problems;
  }

  private Attack attack(Published published, Published.Call call) {
    var path = path(call);
    var method =
        chance.oneIn(12)
            ? chance.of(List.of("GET", "POST", "PUT", "DELETE", "PATCH"))
            : call.method();
    if (method.equals("DELETE")) {
      // What the next attacks need must stay.
      path = path.replace(berth.registry().replaceFirst("^.*/", ""), "%20");
    }
    if (chance.oneIn(10)) {
      path +=
          chance.of(
              List.of(
                  "/", "//", "/..;/", "?status=%ff", "?status=%00&applicationId=x", "?format=%00"));
    }
    var request = berth.call(method, chance.of(ControlApi.VERSIONS) + path);
    if (!method.equals("GET")) {
      request.body(body(published, call).replace('\'', '"').getBytes(UTF_8));
    }
    request.header(
        "Content-Type",
        chance.of(List.of("application/json", "text/plain", "multipart/form-data")));
    return new Attack(method + " " + path, caller(request));
  }

  private HttpCall caller(HttpCall request) {
    if (!chance.oneIn(8)) {
      return request.as("root");
    }
    var bad = chance.of(VALUES).replaceAll("[^ -~]", "");
    request.header("X-Ovh-Application", bad).header("X-Ovh-Application", "twice");
    request.header("X-Ovh-Consumer", bad).header("X-Ovh-Timestamp", bad);
    request.header("X-Ovh-Signature", bad);
    return chance.oneIn(2) ? request.header("Authorization", "Bearer " + bad) : request;
  }

  private String path(Published.Call call) {
    var path = new StringBuilder();
    for (var segment : call.path().split("(?<=/)", -1)) {
      var name = segment.replace("/", "");
      path.append(name.startsWith("{") ? value(name) + segment.replace(name, "") : segment);
    }
    return path.toString();
  }

  /** Mostly the real project and registry, so that the attack gets further. */
  private String value(String parameter) {
    var isReal = !chance.oneIn(4);
    return isReal && parameter.equals("{serviceName}")
        ? berth.project().replaceFirst("^.*/", "")
        : isReal && parameter.equals("{registryID}")
            ? berth.registry().replaceFirst("^.*/", "")
            : chance.of(PATH_VALUES);
  }

  private String body(Published published, Published.Call call) {
    var type = call.body().orElse("");
    if (type.isEmpty() || chance.oneIn(3)) {
      return chance.of(BODIES);
    }
    var model = published.model(type.replace("[]", ""));
    var fields =
        StreamSupport.stream(
                java.util.Spliterators.spliteratorUnknownSize(
                    model.path("properties").fieldNames(), 0),
                false)
            .filter(_ -> !chance.oneIn(4))
            .map(name -> "'" + name + "':" + chance.of(VALUES))
            .toList();
    var object = "{" + String.join(",", fields) + "}";
    return type.endsWith("[]")
        ? "[" + object + "]"
        : chance.oneIn(6) ? "{'provider':" + object + "}" : object;
  }

  private HttpCall token() {
    return berth
        .call("POST", "/auth/oauth2/token")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(
            ("grant_type=client_credentials&client_id="
                    + chance.of(PATH_VALUES)
                    + "&client_secret="
                    + chance.of(PATH_VALUES))
                .getBytes(UTF_8));
  }
}
