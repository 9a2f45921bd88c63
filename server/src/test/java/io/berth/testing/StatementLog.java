package io.berth.testing;

import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.sql.StatementHearer;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Hears every statement that goes through a database, grouped by the connection it was taken for: a
 * reading statement, or what one transaction does. What the product itself hears goes on.
 */
public final class StatementLog {
  private final Database database;
  private final List<Statement> heard = new ArrayList<>();

  /**
   * One statement.
   *
   * @param writes whether it is part of a writing transaction; false on PostgreSQL, whose
   *     connections do both
   * @param rendered as its author wrote it, with named parameters
   * @param parsed as the database gets it
   * @param connection identifies the transaction
   */
  public record Statement(boolean writes, String rendered, String parsed, Connection connection) {}

  public StatementLog(Database database) {
    this.database = database;
    if (database.dialect() == Dialect.SQLITE) {
      hear("write", true);
    }
    hear("read", false);
  }

  private void hear(String jdbi, boolean writes) {
    var statements = ((Jdbi) get(jdbi)).getConfig(SqlStatements.class);
    var before = statements.getSqlLogger();
    statements.setSqlLogger(new Ear(before, writes));
  }

  private final class Ear implements SqlLogger, StatementHearer {
    private final SqlLogger before;
    private final boolean writes;

    Ear(SqlLogger before, boolean writes) {
      this.before = before;
      this.writes = writes;
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
      before.logBeforeExecution(context);
      add(
          new Statement(
              writes,
              String.valueOf(context.getRenderedSql()),
              context.getParsedSql().getSql(),
              context.getConnection()));
    }

    @Override
    public void hears(Connection connection, String sql) {
      if (before instanceof StatementHearer product) {
        product.hears(connection, sql);
      }
      add(new Statement(writes, sql, sql, connection));
    }
  }

  private synchronized void add(Statement statement) {
    heard.add(statement);
  }

  /** What was heard since the last call. */
  public synchronized List<Statement> take() {
    var all = List.copyOf(heard);
    heard.clear();
    return all;
  }

  /** Lets the database answer anew whatever it keeps in memory. */
  public void forgetAnswers() {
    try {
      var versions = get("versions");
      var everything = versions.getClass().getDeclaredMethod("everythingChanged");
      everything.setAccessible(true);
      everything.invoke(versions);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object get(String name) {
    try {
      Field field = Database.class.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(database);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
