package io.berth.testing;

import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.sql.StatementHearer;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
    listen(database, this::add);
  }

  /**
   * Tells a listener of every statement right before it runs, in the thread that runs it. What the
   * listener throws is thrown there.
   */
  public static void listen(Database database, Consumer<Statement> listener) {
    if (database.dialect() == Dialect.SQLITE) {
      hear(database, "write", true, listener);
    }
    hear(database, "read", false, listener);
  }

  private static void hear(
      Database database, String jdbi, boolean writes, Consumer<Statement> listener) {
    var statements = ((Jdbi) get(database, jdbi)).getConfig(SqlStatements.class);
    statements.setSqlLogger(new Ear(statements.getSqlLogger(), writes, listener));
  }

  private record Ear(SqlLogger before, boolean writes, Consumer<Statement> listener)
      implements SqlLogger, StatementHearer {
    @Override
    public void logBeforeExecution(StatementContext context) {
      before.logBeforeExecution(context);
      listener.accept(
          new Statement(
              writes,
              String.valueOf(context.getRenderedSql()),
              context.getParsedSql().getSql(),
              context.getConnection()));
    }

    @Override
    public void logAfterExecution(StatementContext context) {
      before.logAfterExecution(context);
    }

    @Override
    public void logException(StatementContext context, SQLException failure) {
      before.logException(context, failure);
    }

    @Override
    public void ran(String rendered, long nanos, boolean failed) {
      if (before instanceof StatementHearer product) {
        product.ran(rendered, nanos, failed);
      }
    }

    @Override
    public void hears(Connection connection, String rendered, String parsed) {
      if (before instanceof StatementHearer product) {
        product.hears(connection, rendered, parsed);
      }
      listener.accept(new Statement(writes, rendered, parsed, connection));
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
      var versions = get(database, "versions");
      var everything = versions.getClass().getDeclaredMethod("everythingChanged");
      everything.setAccessible(true);
      everything.invoke(versions);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object get(Database database, String name) {
    try {
      Field field = Database.class.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(database);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
