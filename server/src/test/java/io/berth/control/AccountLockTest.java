package io.berth.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.Burst;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Guessing an account's password wherever it is asked for: one lock stands before all doors. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class AccountLockTest {
  /** Free ones, and one more after a second, after two, after four, and so on. */
  private static final long MOST = 5 + 4;

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private RunningBerth berth;

  @BeforeEach
  void letAccountsIn() throws IOException {
    berth = new RunningBerth(dialect, folder);
    berth.call("POST", berth.registry() + "/iam").as("root").json("{'deleteUsers':true}").text(200);
  }

  @AfterEach
  void stop() {
    berth.close();
  }

  private int atControlHost(String address, String password) {
    return berth
        .callFrom(address, "POST", "/v1/auth/login")
        .json("{'account':'admin','password':'%s'}".formatted(password))
        .send()
        .statusCode();
  }

  private int withBasic(String address, String path, String name, String password) {
    return berth.callFrom(address, "GET", path).basic(name, password).send().statusCode();
  }

  private int changing(String address, String password) {
    return berth
        .callFrom(address, "POST", "/v1/me/changePassword")
        .as("root")
        .json("{'password':'%s','newPassword':'Better-1234'}".formatted(password))
        .send()
        .statusCode();
  }

  /** Each way in which somebody can try a password of the account. */
  private int tryPassword(int way, String address, String password) {
    return switch (way % 4) {
      case 0 -> atControlHost(address, password);
      case 1 -> withBasic(address, "/api/v2.0/users/current", "admin", password);
      case 2 -> withBasic(address, "/service/token?service=harbor-registry", "Admin", password);
      default -> changing(address, password);
    };
  }

  @Test
  void wrongTriesAtARegistryCountAtTheControlHostAndTheOtherWayRound() {
    for (int i = 0; i < 5; i++) {
      tryPassword(i, "127.0.0.2", "Wrong-" + i);
    }
    for (int way = 0; way < 4; way++) {
      assertThat(tryPassword(way, "127.0.0.2", berth.password())).isEqualTo(429);
    }
    assertThat(tryPassword(0, "127.0.0.3", berth.password())).isEqualTo(200);
    assertThat(tryPassword(1, "127.0.0.3", berth.password())).isEqualTo(200);
  }

  @Test
  void aBurstAtAllDoorsIsJudgedNoOftenerThanAtOne() throws Exception {
    // Once right, so that what is remembered of it would help.
    assertThat(tryPassword(1, "127.0.0.2", berth.password())).isEqualTo(200);
    var came = Burst.of(200, i -> () -> tryPassword(i, "127.0.0.2", "Wrong-" + i));
    assertThat(came).isSubsetOf(401, 403, 429);
    assertThat(Burst.count(came, 401) + Burst.count(came, 403)).isBetween(1L, MOST);
  }

  @Test
  void theCliSecretOfAnAccountSharesTheLock() {
    var secret =
        berth
            .call("GET", "/api/v2.0/users/current")
            .basic("admin", berth.password())
            .json(200)
            .path("oidc_user_meta")
            .path("secret")
            .asText("");
    for (int i = 0; i < 5; i++) {
      withBasic("127.0.0.2", "/v2/", "admin", "Wrong-" + i);
    }
    assertThat(atControlHost("127.0.0.2", berth.password())).isEqualTo(429);
    if (!secret.isEmpty()) {
      assertThat(withBasic("127.0.0.2", "/v2/", "admin", secret)).isEqualTo(429);
      assertThat(withBasic("127.0.0.3", "/v2/", "admin", secret)).isNotEqualTo(429);
    }
  }

  @Test
  void fiveHundredWrongTriesOfStrangersDoNotKeepTheOwnerOut() throws Exception {
    assertThat(atControlHost("127.0.0.9", berth.password())).isEqualTo(200);
    var came = Burst.of(500, i -> () -> tryPassword(i, "127.0.2." + (1 + i % 10), "Wrong-" + i));
    assertThat(came).doesNotContain(200);
    for (var address : List.of("127.0.0.9", "127.0.0.8")) {
      assertThat(atControlHost(address, berth.password())).as(address).isEqualTo(200);
    }
    assertThat(berth.number("SELECT count(*) FROM sign_in_failure")).isLessThan(60);
  }

  @Test
  void aUsersOwnPasswordIsNotGuessedWhereItIsChanged() throws Exception {
    berth.close();
    // How many pass while the first wrong ones are being recorded hangs on what a password takes.
    berth = RunningBerth.withUsualPasswords(dialect, folder.resolve("usual"));
    berth.administrator("boss");
    long id = berth.user("boss", "ada");
    var came =
        Burst.of(
            200,
            i ->
                () ->
                    change(id)
                        .json(
                            "{'old_password':'Wrong-%d1','new_password':'Better-1234'}"
                                .formatted(i))
                        .send()
                        .statusCode());
    assertThat(came).isSubsetOf(403, 429);
    assertThat(Burst.count(came, 403)).isBetween(1L, 10 + 4L);
  }

  private HttpCall change(long id) {
    return berth.call("PUT", "/api/v2.0/users/" + id + "/password").as("ada");
  }
}
