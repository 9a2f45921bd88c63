package io.berth.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Database;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** Each table is written by one class, whatever the statement and whoever asks for it. */
final class TableOwnersTest {
  @Test
  void everyTableHasAnOwnerAndEveryOwnerATable() {
    List<String> tables;
    try (var database = TestDatabases.fresh(Dialect.SQLITE)) {
      tables =
          database.read(
              (Handle handle) ->
                  handle
                      .createQuery(
                          "SELECT name FROM sqlite_master WHERE type = 'table'"
                              + " AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'flyway%'")
                      .mapTo(String.class)
                      .list());
    }

    assertThat(TableOwners.all().keySet()).containsExactlyInAnyOrderElementsOf(tables);
  }

  @Test
  void noStatementInTheProgramWritesAnothersTable() throws IOException, URISyntaxException {
    var classes =
        Path.of(Database.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var problems = new TreeSet<String>();
    var owners = new TreeSet<String>();
    var putTogether = new TreeSet<String>();
    try (var files = Files.walk(classes.resolve("io/berth"))) {
      for (var file : files.filter(one -> one.toString().endsWith(".class")).toList()) {
        var name = file.getFileName().toString().replaceAll("[$.].*", "");
        for (var text : texts(file)) {
          var tables = TableOwners.written(text);
          if (tables.removeIf(table -> !table.matches("\\w+"))) {
            putTogether.add(name);
          }
          TableOwners.problem(name, tables).ifPresent(problems::add);
          if (!tables.isEmpty()) {
            owners.add(name);
          }
        }
      }
    }

    assertThat(problems).isEmpty();
    assertThat(owners).hasSizeGreaterThan(40);
    // Where a table's name is put in only the running statements tell.
    assertThat(putTogether)
        .containsExactly(
            "DailyFigures", "DatabaseCopy", "SealedColumns", "SqliteBackup", "StorageUsage");
  }

  /** The strings of a class, with a control character where parts are put in. */
  private static List<String> texts(Path file) throws IOException {
    var texts = new ArrayList<String>();
    for (var entry : ClassFile.of().parse(file).constantPool()) {
      if (entry instanceof StringEntry text) {
        texts.add(text.stringValue());
      }
    }
    return texts;
  }

  @Test
  void whatAStatementWritesIsFoundWhereverItStands() {
    assertThat(TableOwners.written("SELECT a FROM b")).isEmpty();
    assertThat(TableOwners.written("INSERT INTO a (b) SELECT c FROM d ON CONFLICT DO UPDATE SET e"))
        .containsExactly("a");
    assertThat(TableOwners.written("UPDATE a AS x SET b = 1")).containsExactly("a");
    assertThat(TableOwners.written("with x as (delete from a returning b) update c set d = 1"))
        .containsExactly("a", "c");
  }

  @Test
  void anotherClassThanTheOwnerIsFoundOut() {
    assertThat(TableOwners.problem("Providers", Set.of("registry_user")))
        .contains("Providers writes registry_user, which UserRow owns");
    assertThat(TableOwners.problem("UserRow", Set.of("registry_user"))).isEmpty();
    assertThat(TableOwners.problem("UserRow", Set.of("nobodys")))
        .contains("UserRow writes nobodys, which has no owner");
  }
}
