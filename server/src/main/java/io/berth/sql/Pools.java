package io.berth.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections to the two databases, and what each of them is told. */
final class Pools {
  /** Keeps what it made of each text, which takes it long: one for all pools. */
  private static final SqlParser PARSER = new ColonPrefixSqlParser();

  private static final Logger LOG = LoggerFactory.getLogger(Pools.class);

  /** For so long somebody waits for a connection to SQLite. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Pools() {}

  /**
   * @param user null where the URL says it
   * @param password null where the server asks for none
   */
  static HikariDataSource postgresql(String url, @Nullable String user, @Nullable String password) {
    return new HikariDataSource(config(url, user, password));
  }

  /** The same for changes of the tables, which may take as long as they do. */
  static HikariDataSource unhurried(String url, @Nullable String user, @Nullable String password) {
    var config = config(url, user, password);
    config.setMaximumPoolSize(2);
    config.setPoolName("migrations");
    config.addDataSourceProperty("socketTimeout", "0");
    return new HikariDataSource(config);
  }

  /** What a pool of writers is asked through. */
  static Jdbi writing(HikariDataSource writers, Dialect dialect) {
    return dialect == Dialect.SQLITE
        ? asked(new SqliteTransactions.Turns(writers, new Semaphore(1), PATIENCE))
        : reading(writers);
  }

  /** What a pool of readers is asked through. */
  static Jdbi reading(HikariDataSource readers) {
    return asked(readers::getConnection);
  }

  private static Jdbi asked(ConnectionFactory connections) {
    var jdbi = Jdbi.create(connections);
    jdbi.getConfig(SqlStatements.class).setSqlParser(PARSER);
    return jdbi;
  }

  private static HikariConfig config(String url, @Nullable String user, @Nullable String password) {
    var config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(16);
    config.setMinimumIdle(2);
    config.setPoolName("postgresql");
    config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
    config.setExceptionOverrideClassName(NoPrimary.class.getName());
    // All of these may be said otherwise in the URL. Of several hosts the one that writes is
    // wanted, and looked for again each second while a standby takes over.
    config.addDataSourceProperty("targetServerType", "primary");
    config.addDataSourceProperty("hostRecheckSeconds", "1");
    // A host that vanishes says nothing: neither closed connections nor refused ones.
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty("socketTimeout", "60");
    // A pooler that gives each transaction another connection may stand between; where none does,
    // the URL may say otherwise.
    config.addDataSourceProperty("prepareThreshold", "0");
    return config;
  }

  /** A connection to what was the primary, and is a standby or only reads now, goes. */
  public static final class NoPrimary implements SQLExceptionOverride {
    @java.lang.Override
    public Override adjudicate(SQLException e) {
      return "25006".equals(e.getSQLState()) || "25P03".equals(e.getSQLState())
          ? Override.MUST_EVICT
          : Override.CONTINUE_EVICT;
    }
  }

  /**
   * A command may keep the file from being written until the server is gone ({@link DatabaseCopy}):
   * each of the things that are written at the end would wait as long as a request may.
   */
  static void hurry(HikariDataSource writers, Dialect dialect) {
    if (dialect == Dialect.SQLITE) {
      try (var connection = writers.getConnection();
          var statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout = 1000");
      } catch (SQLException e) {
        LOG.debug("the database is busy as the server stops", e);
      }
    }
  }

  static HikariDataSource sqlite(String url, int size, boolean readOnly) {
    var config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(size);
    config.setPoolName(readOnly ? "sqlite-read" : "sqlite-write");
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setMaxLifetime(0); // a file has no far end that forgets connections
    Map.of(
            "journal_mode", "WAL",
            "synchronous", "NORMAL", // a Journal syncs the commits
            "busy_timeout", "10000",
            "foreign_keys", "true",
            "cache_size", "-16000",
            "jdbc.get_generated_keys", "false") // else one more statement after each
        .forEach(config::addDataSourceProperty);
    config.addDataSourceProperty("transaction_mode", readOnly ? "DEFERRED" : "IMMEDIATE");
    if (readOnly) {
      config.setMinimumIdle(1);
      config.setConnectionInitSql("PRAGMA query_only = 1");
    } else {
      // Pages that many commits change, such as sums, are carried over into the file once for all.
      config.setConnectionInitSql("PRAGMA wal_autocheckpoint = 4000");
    }
    return new HikariDataSource(config);
  }
}
