package io.berth.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of rights that were stored by name when a database is brought to this version. */
final class StoredRightsTest {
  @TempDir Path folder;

  private Database before(Dialect dialect) {
    var database =
        switch (dialect) {
          case SQLITE -> Database.sqlite(folder.resolve("berth.db"));
          case POSTGRESQL -> Database.connect(TestDatabases.emptyPostgresql(), "postgres", null);
        };
    Flyway.configure()
        .dataSource(database.writingDataSource())
        .locations("classpath:db/migration")
        .placeholders(dialect.placeholders())
        .target("65")
        .load()
        .migrate();
    database.run(
        handle -> {
          handle.execute(
              "INSERT INTO account (id, name, email, password_hash, created_at)"
                  + " VALUES (1, 'a', '', '', 1)");
          handle.execute(
              "INSERT INTO cloud_project (id, account_id, description, status, created_at)"
                  + " VALUES ('p', 1, '', 'ok', 1)");
        });
    return database;
  }

  private static void registry(Handle handle, String id) {
    handle.execute(
        "INSERT INTO registry (id, cloud_project_id, name, region, plan_id, status, host_label,"
            + " token_key_sealed, created_at, updated_at)"
            + " VALUES (?, 'p', 'demo', '', '', 'READY', ?, ?, 1, 1)",
        id,
        id,
        new byte[8]);
  }

  private static void provider(Handle handle, String registry, String alias, String endpoint) {
    handle.execute(
        "INSERT INTO oidc_provider (id, registry_id, alias, name, endpoint, client_id,"
            + " client_secret_sealed, scope, verify_cert, auto_onboard, status, created_at,"
            + " updated_at) VALUES (?, ?, ?, '', ?, '', ?, '', 1, 0, 'READY', 1, 1)",
        registry + alias,
        registry,
        alias,
        endpoint,
        new byte[8]);
  }

  private static void group(Handle handle, String registry, String name, int type) {
    handle.execute(
        "INSERT INTO user_group (registry_id, name, type, created_at) VALUES (?, ?, ?, 1)",
        registry,
        name,
        type);
  }

  private static void project(Handle handle, String name, long at) {
    handle.execute(
        "INSERT INTO project (registry_id, name, public, created_at, updated_at)"
            + " VALUES ('one', ?, 0, ?, ?)",
        name,
        at,
        at);
  }

  private static List<String> texts(Database database, String sql) {
    return database.read((Handle handle) -> handle.createQuery(sql).mapTo(String.class).list());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void storedGroupsBelongToThePrimaryProviderOrTheOnlyOne(Dialect dialect) {
    try (var database = before(dialect)) {
      database.run(
          handle -> {
            for (var id : List.of("none", "one", "several", "further", "lost")) {
              registry(handle, id);
              group(handle, id, "dev " + id, 3);
            }
            group(handle, "one", "crew", 4);
            provider(handle, "one", "", "https://one.test/realm/");
            provider(handle, "several", "", "https://primary.test");
            provider(handle, "several", "b", "https://b.test");
            provider(handle, "further", "b", "https://b.test/");
            provider(handle, "lost", "b", "https://b.test");
            provider(handle, "lost", "c", "https://c.test");
          });

      Migrations.migrate(database);

      assertThat(texts(database, "SELECT identity FROM user_group ORDER BY name"))
          .containsExactly(
              "local crew",
              "https://b.test dev further",
              " dev lost",
              " dev none",
              "https://one.test/realm dev one",
              "https://primary.test dev several");
      assertThat(texts(database, "SELECT issuer FROM user_group WHERE type = 4"))
          .containsExactly("");
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void storedRobotsAndTokensKeepTheProjectsThatWereThereWhenTheyWereMade(Dialect dialect) {
    try (var database = before(dialect)) {
      database.run(
          handle -> {
            registry(handle, "one");
            project(handle, "a_b", 1);
            project(handle, "axb", 1);
            project(handle, "later", 100);
            handle.execute(
                "INSERT INTO registry_user (id, registry_id, username, origin, created_at,"
                    + " updated_at) VALUES (1, 'one', 'ada', 'LOCAL', 1, 1)");
            for (var name : List.of("a_b", "later", "ghost", "*")) {
              handle.execute(
                  "INSERT INTO robot (registry_id, login, duration_days, permissions, secret_hash,"
                      + " creator_type, creator_id, created_at, updated_at)"
                      + " VALUES ('one', ?, -1, ?, '', 'local', 1, 5, 5)",
                  "for-" + name,
                  "[{\"kind\":\"PROJECT\",\"namespace\":\"" + name + "\",\"access\":[]}]");
              handle.execute(
                  "INSERT INTO access_token (registry_id, user_id, name, level, projects,"
                      + " token_hash, created_at) VALUES ('one', 1, ?, 'PULL', ?, ?, 5)",
                  name,
                  "[\"" + name + "\"]",
                  name.toLowerCase(Locale.ROOT));
            }
          });

      Migrations.migrate(database);

      assertThat(
              texts(
                  database,
                  "SELECT r.login || ' ' || p.name FROM project_of_robot x"
                      + " JOIN robot r ON r.id = x.robot_id JOIN project p ON p.id = x.project_id"))
          .containsExactly("for-a_b a_b");
      assertThat(
              texts(
                  database,
                  "SELECT t.name || ' ' || p.name FROM project_of_access_token x"
                      + " JOIN access_token t ON t.id = x.token_id"
                      + " JOIN project p ON p.id = x.project_id"))
          .containsExactly("a_b a_b");
    }
  }
}
