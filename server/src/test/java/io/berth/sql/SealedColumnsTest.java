package io.berth.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.catalog.CatalogFixture;
import io.berth.testing.TestDatabases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** All sealed columns are known, and sealed anew page by page. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class SealedColumnsTest {
  @Parameter Dialect dialect = Dialect.SQLITE;

  @Test
  void everyColumnOfTheTablesThatIsSealedIsAmongThem() {
    try (var database = TestDatabases.fresh(dialect)) {
      var there =
          database.read(
              (Handle handle) ->
                  handle
                      .createQuery(
                          dialect == Dialect.SQLITE
                              ? "SELECT m.name || '.' || c.name FROM sqlite_master m"
                                  + " JOIN pragma_table_info(m.name) c"
                                  + " WHERE m.type = 'table' AND c.name LIKE '%_sealed'"
                              : "SELECT table_name || '.' || column_name"
                                  + " FROM information_schema.columns"
                                  + " WHERE column_name LIKE '%_sealed'"
                                  + " AND table_schema = current_schema()")
                      .mapTo(String.class)
                      .list());

      assertThat(SealedColumns.ALL)
          .extracting(column -> column.table() + "." + column.name())
          .containsExactlyInAnyOrderElementsOf(there);
    }
  }

  @Test
  void eachValueIsSeenOnceUnderItsPlaceAndThoseThatMayStayDo() {
    try (var database = TestDatabases.fresh(dialect)) {
      var registry = CatalogFixture.registry(database, "one");
      // More than two pages.
      database.run(
          handle -> {
            var insert =
                handle.prepareBatch(
                    "INSERT INTO onboarding (ticket_hash, registry_id, person_sealed, expires_at)"
                        + " VALUES (:hash, :registry, :sealed, 0)");
            for (int i = 0; i < 450; i++) {
              insert
                  .bind("hash", "h" + i)
                  .bind("registry", registry.value())
                  .bind("sealed", ("old " + i).getBytes(UTF_8))
                  .add();
            }
            insert.execute();
          });
      var seen = new ArrayList<String>();

      var renewed =
          new SealedColumns(database)
              .renew(
                  (place, value) -> {
                    seen.add(place + " " + new String(value, UTF_8));
                    return place.startsWith("registry.")
                        ? Optional.empty()
                        : Optional.of("new".getBytes(UTF_8));
                  });

      assertThat(seen)
          .hasSize(451)
          .doesNotHaveDuplicates()
          .anyMatch(one -> one.startsWith("registry.token_key_sealed "));
      assertThat(renewed).containsEntry("onboarding.person_sealed", 450L);
      assertThat(renewed).containsEntry("registry.token_key_sealed", 0L);
      List<String> now =
          database.read(
              (Handle handle) ->
                  handle
                      .createQuery("SELECT DISTINCT person_sealed FROM onboarding")
                      .map((row, _) -> new String(row.getBytes(1), UTF_8))
                      .list());
      assertThat(now).containsExactly("new");
    }
  }
}
