package io.berth.harbor;

import static io.berth.harbor.HarborCalls.API;
import static io.berth.harbor.HarborCalls.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.berth.sql.Dialect;
import io.berth.testing.Burst;
import io.berth.testing.ClosedPort;
import io.berth.testing.HostilePeer;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Robots that prove themselves by the ID token of their platform. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class KeylessCiTest {
  private static final RSAKey KEY = key();

  private final Instant now = Clock.systemUTC().instant();

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private HarborCalls harbor;
  private HttpServer platform;
  private String issuer = "";
  private String robotPath = "";

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("k1").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(dialect, folder);
    harbor.project("dev", "team", false);
    harbor.pushImage("dev", "team/app", "v1", "layer");
    platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = "http://127.0.0.1:" + platform.getAddress().getPort();
    answer(
        "/.well-known/openid-configuration",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer, issuer));
    answer("/keys", new JWKSet(KEY.toPublicJWK()).toString());
    platform.start();
    var robot =
        harbor
            .call("POST", "/robots")
            .as("dev")
            .json(
                "{'name':'ci','level':'project','duration':-1,'permissions':[{'kind':'project',"
                    + "'namespace':'team','access':[{'resource':'repository','action':'pull'}]}]}")
            .json(201);
    robotPath = "/robots/" + robot.path("id").asText();
  }

  @AfterEach
  void stop() {
    platform.stop(0);
    harbor.close();
  }

  private void answer(String path, String body) {
    platform.createContext(
        path,
        exchange -> {
          var bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private JsonNode trust(String claims) {
    return harbor
        .call("POST", robotPath + "/trusts")
        .as("dev")
        .json("{'issuer':'%s','audience':'berth','claims':%s}".formatted(issuer, claims))
        .json(201);
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .audience("berth")
        .subject("repo:org/app:ref:refs/heads/main")
        .claim("repository", "org/app")
        .claim("ref", "refs/heads/main")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofMinutes(10))));
  }

  private String token(JWTClaimsSet.Builder claims) throws JOSEException {
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims.build());
    jwt.sign(new RSASSASigner(KEY));
    return jwt.serialize();
  }

  private String refusal(String token) {
    return refusal("robot$team+ci", token);
  }

  /** The claims that each platform documents for its tokens. */
  private List<Map<String, Object>> platforms() {
    return List.of(
        Map.of(
            "sub", "repo:org/app:ref:refs/heads/main",
            "repository", "org/app",
            "repository_owner", "org",
            "ref", "refs/heads/main",
            "job_workflow_ref", "org/app/.github/workflows/push.yml@refs/heads/main",
            "event_name", "push",
            "run_id", "1234567890"),
        Map.of(
            "sub", "project_path:group/app:ref_type:branch:ref:main",
            "project_path", "group/app",
            "namespace_path", "group",
            "ref", "main",
            "ref_type", "branch",
            "ref_protected", "true",
            "pipeline_source", "push"),
        Map.of(
            "sub",
            "system:serviceaccount:build:pusher",
            "kubernetes.io",
            Map.of(
                "namespace", "build",
                "pod", Map.of("name", "pusher-abc", "uid", "1"),
                "serviceaccount", Map.of("name", "pusher", "uid", "2"))));
  }

  @Test
  void tokensOfGitHubGitLabAndKubernetesAreDockerPasswordsUnderTheirConditions()
      throws JOSEException {
    trust("{'repository':'org/app','job_workflow_ref':'org/app/.github/workflows/*@refs/heads/*'}");
    trust("{'project_path':'group/*','ref_protected':'true'}");
    trust("{'kubernetes.io.namespace':'build','kubernetes.io.serviceaccount.name':'pusher'}");
    for (var shape : platforms()) {
      var claims = claims().claim("repository", null).claim("ref", null);
      shape.forEach(claims::claim);
      harbor
          .berth
          .call("GET", "/v2/team/app/manifests/v1")
          .basic("robot$team+ci", token(claims))
          .text(200);
    }
    assertThat(refusal(token(claims().claim("repository", "evil/app")))).contains("no claim");
    assertThat(
            refusal(
                token(claims().claim("project_path", "group/app").claim("ref_protected", "false"))))
        .contains("not one that it trusts");
  }

  @Test
  void aRefusalNamesTheCheckThatFailed() throws JOSEException {
    trust("{'repository':'org/app','ref':'refs/heads/*'}");
    harbor.berth.call("GET", "/v2/").basic("robot$team+ci", token(claims())).text(200);
    assertThat(refusal(token(claims().claim("repository", "evil/app")))).contains("evil/app");
    assertThat(refusal(token(claims().claim("ref", null)))).contains("no claim ref");
    assertThat(refusal(token(claims().audience("other")))).contains("meant for");
    assertThat(refusal(token(claims().expirationTime(Date.from(now.minus(Duration.ofMinutes(5)))))))
        .contains("expired");
    assertThat(refusal(token(claims().notBeforeTime(Date.from(now.plus(Duration.ofMinutes(5)))))))
        .contains("not valid yet");
    var events = harbor.get("/sign-ins?page_size=100").as("boss").text(200);
    assertThat(events).contains("robot$team+ci (repo:org/app:ref:refs/heads/main)", "evil/app");
  }

  @Test
  void keysOfAnIssuerThatCannotBeReachedAreGivenWithTheTrust() throws JOSEException {
    platform.stop(0);
    assertThat(
            harbor
                .call("POST", robotPath + "/trusts")
                .as("dev")
                .json(
                    "{'issuer':'%s','audience':'berth','claims':{'repository':'org/app'}}"
                        .formatted(issuer))
                .text(400)
                .replace(issuer, "<place>"))
        .contains("<place> did not answer as a provider")
        .doesNotContain("refused", "connect", "404");
    harbor
        .call("POST", robotPath + "/trusts")
        .as("dev")
        .json(
            "{'issuer':'%s','audience':'berth','claims':{'repository':'org/app'},'jwks':{}}"
                .formatted(issuer))
        .text(400);
    var kept =
        harbor
            .call("POST", robotPath + "/trusts")
            .as("dev")
            .json(
                "{'issuer':'%s','audience':'berth','claims':{'repository':'org/app'},'jwks':%s}"
                    .formatted(issuer, new JWKSet(KEY).toString(false)))
            .json(201);
    assertThat(kept.path("jwks").path("keys").path(0).path("kid").asText()).isEqualTo("k1");
    assertThat(kept.path("jwks").toString()).as("the private part").doesNotContain("\"d\"");
    harbor.berth.call("GET", "/v2/").basic("robot$team+ci", token(claims())).text(200);
  }

  /** Whoever makes robots names issuers, and must not learn what this server reaches. */
  @Test
  void whatThereIsAtAnIssuerIsNotTold() throws Exception {
    answer("/inside/.well-known/openid-configuration", "{\"secret\":\"42\",\"issuer\":\"i\"}");
    answer("/text/.well-known/openid-configuration", "root:x:0:0");
    try (var closed = new ClosedPort();
        var speaksOther = HostilePeer.saying("SSH-2.0-OpenSSH_9.9\r\n");
        var redirects =
            HostilePeer.saying("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\n\r\n")) {
      var places =
          List.of(
              "http://127.0.0.1:" + closed.number(),
              "https://127.0.0.1:" + closed.number(),
              "http://127.0.0.1:" + speaksOther.port(),
              "https://127.0.0.1:" + speaksOther.port(),
              "http://127.0.0.1:" + redirects.port(),
              issuer + "/nothing",
              issuer + "/inside",
              issuer + "/text",
              "https://169.254.169.254",
              "https://[fd00:ec2::254]",
              "https://no-such-host.invalid");
      // Each answer takes its time, however soon the place is known: all are waited for at once.
      var answers = Burst.of(places.size(), i -> () -> answerOf(places.get(i)));
      assertThat(answers).containsOnly(answers.getFirst());
      assertThat(answers.getFirst())
          .contains("400", "<place> did not answer as a provider")
          .contains("401", "could not be confirmed")
          .doesNotContain("503");
    }
  }

  /**
   * What is said when a trust of this place is stored, and of a proof when it was stored before.
   */
  private String answerOf(String place) {
    var wanted = "{'issuer':'%s','audience':'berth','claims':{'repository':'org/app'},'jwks':%s}";
    try {
      var refused =
          harbor
              .call("POST", robotPath + "/trusts")
              .as("dev")
              .json(wanted.formatted(place, "null"))
              .send();
      harbor
          .call("POST", robotPath + "/trusts")
          .as("dev")
          .json(wanted.formatted(place, new JWKSet(KEY).toString(true)))
          .json(201);
      // Stored while the issuer still answered as one.
      harbor.berth.change("UPDATE robot_trust SET jwks = NULL WHERE issuer = ?", place);
      var silent =
          harbor
              .berth
              .call("GET", "/v2/")
              .basic("robot$team+ci", token(claims().issuer(place)))
              .send();
      return said(refused).replace(place, "<place>") + said(silent);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static String said(HttpResponse<byte[]> answer) {
    return answer.statusCode() + new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void anIssuerThatIsNotExactlyThatIsNotTrusted() {
    for (var other : List.of(issuer + "/", issuer + "/realm", "http://localhost:1")) {
      assertThat(
              harbor
                  .call("POST", robotPath + "/trusts")
                  .as("dev")
                  .json(
                      "{'issuer':'%s','audience':'berth','claims':{'repository':'org/app'}}"
                          .formatted(other))
                  .text(400)
                  .replace(other, "<place>"))
          .contains("<place> did not answer as a provider of exactly that issuer")
          .doesNotContain("404", "refused");
    }
    assertThat(harbor.get(robotPath + "/trusts").as("dev").text(200)).isEqualTo("[]");
  }

  @Test
  void aForgedTokenIsRefused() throws JOSEException {
    trust("{'repository':'org/app'}");
    var other = new RSAKeyGenerator(2048).keyID("k1").generate();
    var forged =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims().build());
    forged.sign(new RSASSASigner(other));
    assertThat(refusal(forged.serialize())).contains("could not be confirmed");
    var confused =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims().build());
    confused.sign(new MACSigner(KEY.toRSAPublicKey().getEncoded()));
    assertThat(refusal(confused.serialize())).contains("could not be confirmed");
  }

  /** Who has no token of a trusted issuer finds out nothing about robots and projects. */
  @Test
  void whichRobotsThereAreAndWhomTheyTrustIsNotGuessed() throws JOSEException {
    trust("{'repository':'org/app'}");
    harbor.call("POST", "/robots").as("dev").json(OTHER).json(201);
    var stranger = new RSAKeyGenerator(2048).keyID("k1").generate();
    var passwords = new HashSet<String>();
    var exchanges = new HashSet<String>();
    for (var name : List.of("robot$team+ci", "robot$team+none", "robot$no+ci", "robot$team+bare")) {
      for (var place : List.of(issuer, "https://elsewhere.test")) {
        for (var audience : List.of("berth", "other")) {
          var forged =
              new SignedJWT(
                  new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
                  claims().issuer(place).audience(audience).build());
          forged.sign(new RSASSASigner(stranger));
          passwords.add(refusal(name, forged.serialize()));
          exchanges.add(exchange(name, forged.serialize()).text(401));
        }
      }
      passwords.add(refusal(name, "eyJub3RoaW5n.x.y"));
      exchanges.add(exchange(name, "eyJub3RoaW5n.x.y").text(401));
      exchanges.add(exchange(name, "no token").text(401));
    }
    assertThat(passwords).singleElement().asString().contains("could not be confirmed");
    assertThat(exchanges).singleElement().asString().contains("could not be confirmed");
  }

  private static final String OTHER =
      "{'name':'bare','level':'project','duration':-1,'permissions':[{'kind':'project',"
          + "'namespace':'team','access':[{'resource':'repository','action':'pull'}]}]}";

  private String refusal(String name, String token) {
    return harbor.berth.call("GET", "/v2/").basic(name, token).text(401);
  }

  private HttpCall exchange(String name, String token) {
    var form =
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange"
            + "&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Ajwt"
            + "&service=harbor-registry&client_id="
            + URLEncoder.encode(name, StandardCharsets.UTF_8)
            + "&subject_token="
            + URLEncoder.encode(token, StandardCharsets.UTF_8);
    return harbor
        .berth
        .call("POST", "/service/token")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(form.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theTokenIsExchangedForAShortLivedOne() throws Exception {
    trust("{'kubernetes.io.namespace':'build'}");
    var subject = token(claims().claim("kubernetes.io", Map.of("namespace", "build")));
    var form =
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange"
            + "&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Ajwt"
            + "&client_id=robot%24team%2Bci&service=harbor-registry"
            + "&scope=repository%3Ateam%2Fapp%3Apull,push&subject_token="
            + URLEncoder.encode(subject, StandardCharsets.UTF_8);
    var answer =
        harbor
            .berth
            .call("POST", "/service/token")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(form.getBytes(StandardCharsets.UTF_8))
            .json(200);
    assertThat(answer.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(answer.path("issued_token_type").asText())
        .isEqualTo("urn:ietf:params:oauth:token-type:access_token");
    assertThat(answer.path("expires_in").asLong()).isLessThanOrEqualTo(900);
    harbor
        .berth
        .call("GET", "/v2/team/app/manifests/v1")
        .header("Authorization", "Bearer " + answer.path("access_token").asText())
        .text(200);
    harbor.berth.restart();
    assertThat(harbor.get("/projects/team/auditlog-exts?q=operation%3Dpull").as("dev").text(200))
        .contains("robot$team+ci (repo:org/app:ref:refs/heads/main)");

    harbor
        .call("PUT", robotPath)
        .as("dev")
        .json(
            "{'name':'robot$team+ci','level':'project','duration':-1,'disable':true,'permissions':"
                + "[{'kind':'project','namespace':'team','access':[{'resource':'repository',"
                + "'action':'pull'}]}]}")
        .text(200);
    harbor
        .berth
        .call("POST", "/service/token")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(form.getBytes(StandardCharsets.UTF_8))
        .text(401);
  }

  @Test
  void aTrustWithoutAConditionIsRefusedAndOneIsTakenBack() throws JOSEException {
    for (var bad :
        List.of(
            "{'issuer':'%s','audience':'berth','claims':{}}",
            "{'issuer':'%s','audience':'berth','claims':{'repository':'*'}}",
            "{'issuer':'%s','audience':'','claims':{'a':'b'}}",
            "{'issuer':'no url','audience':'berth','claims':{'a':'b'}}")) {
      assertThat(
              code(
                  harbor
                      .call("POST", robotPath + "/trusts")
                      .as("dev")
                      .json(bad.formatted(issuer))
                      .send()))
          .as(bad)
          .isEqualTo("400 BAD_REQUEST");
    }
    var id = trust("{'repository':'org/app'}").path("id").asText();
    assertThat(harbor.get(robotPath + "/trusts").as("dev").json(200)).hasSize(1);
    var got =
        harbor
            .berth
            .call("GET", "/service/token?service=harbor-registry&scope=registry:catalog:*")
            .basic("robot$team+ci", token(claims()))
            .json(200)
            .path("token")
            .asText();
    var there = harbor.berth.call("GET", "/v2/_catalog").header("Authorization", "Bearer " + got);
    there.text(200);
    harbor.call("DELETE", robotPath + "/trusts/" + id).as("dev").text(200);
    there.text(401);
    assertThat(refusal(token(claims()))).contains("trust");
    assertThat(code(harbor.berth.call("GET", API + robotPath + "/trusts").send()))
        .isEqualTo("401 UNAUTHORIZED");
  }
}
