package io.berth.server.command;

import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.server.place.DataFolder;
import io.berth.server.place.Databases;
import io.berth.server.place.MasterKey;
import io.berth.sql.Database;
import io.berth.sql.DatabaseCopy;
import io.berth.sql.Dialect;
import io.berth.sql.Installation;
import io.berth.sql.Installation.MasterKeys;
import io.berth.sql.Migrations;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * {@code database copy FROM TO}: moves a server's tables from SQLite to PostgreSQL. A server that
 * runs on the source goes on answering what only reads and refuses the rest, until it is stopped.
 */
final class DatabaseCopyCommand implements Command {
  @Override
  public int run(Invocation invocation) throws Exception {
    var words = invocation.words();
    if (words.size() != 2
        || Dialect.of(words.get(0)) != Dialect.SQLITE
        || Dialect.of(words.get(1)) != Dialect.POSTGRESQL) {
      throw new UsageException(
          "say which database to copy, jdbc:sqlite:FILE, and where to, jdbc:postgresql://HOST/NAME");
    }
    var settings = invocation.settings();
    var folder = DataFolder.beside(settings);
    var fingerprint = fingerprint(words.get(0), settings, folder);
    var user = settings.database().user().orElse(null);
    var password = Databases.password(settings);
    try (var target = Database.connect(words.get(1), user, password)) {
      Migrations.migrate(target);
    } catch (Migrations.OtherBuildException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    var out = invocation.out();
    try (var copy = DatabaseCopy.open(words.get(0), words.get(1), user, password, out::println)) {
      out.printf("%,d rows copied and compared%n", copy.run(fingerprint));
      awaitStop(settings, out, words.get(1));
      return 0;
    } catch (DatabaseCopy.RefusedException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** The source must be this program's, and its key must be here. */
  private static String fingerprint(String from, Settings settings, DataFolder folder) {
    var file = Path.of(from.substring("jdbc:sqlite:".length()));
    if (!Files.exists(file)) {
      throw new UsageException("there is no database " + file);
    }
    try (var source = Database.sqlite(file)) {
      Databases.require(source);
      if (new Installation(source).masterKeys().flatMap(MasterKeys::next).isPresent()) {
        throw new UsageException(
            "the master key is being replaced: end that first with berth keys rotate master-key");
      }
      return MasterKey.ofCommand(settings, folder, source, new SecureRandom(), Clock.systemUTC())
          .fingerprint();
    }
  }

  /** Who runs on the source must not write it any more: what it wrote would be lost. */
  private static void awaitStop(Settings settings, PrintStream out, String to) throws IOException {
    if (isRunning(settings)) {
      out.println(
          "stop the server of " + settings.data() + " now: its changes are refused until then");
      DataFolder.awaitUnused(settings);
    }
    out.println("start it with --database " + to.replaceAll("\\?.*", ""));
  }

  private static boolean isRunning(Settings settings) {
    try (var _ = DataFolder.lock(settings)) {
      return false;
    } catch (UsageException _) {
      return true;
    }
  }
}
