package io.berth.sql;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;
import org.jdbi.v3.core.statement.StatementContext;
import org.sqlite.SQLiteConnection;

/**
 * Keeps the prepared statements of SQLite connections for their next use: SQLite's driver compiles
 * the text again for each otherwise. PostgreSQL's driver does this by itself.
 */
final class CachedStatements implements StatementBuilderFactory {
  /** Statements per connection, the longest unused goes first. */
  private static final int KEPT = 200;

  private final Map<SQLiteConnection, Kept> connections = new HashMap<>();

  /** Used by one thread at a time, as its connection is. */
  private static final class Kept extends LinkedHashMap<String, PreparedStatement> {
    private static final long serialVersionUID = 1;

    Kept() {
      super(KEPT, 0.75f, true);
    }
  }

  @Override
  public StatementBuilder createStatementBuilder(Connection pooled) {
    try {
      var connection = pooled.unwrap(SQLiteConnection.class);
      return new Builder(connection, kept(connection));
    } catch (SQLException e) {
      throw new IllegalArgumentException("not a connection to SQLite", e);
    }
  }

  private synchronized Kept kept(SQLiteConnection connection) throws SQLException {
    var known = connections.get(connection);
    if (known == null) {
      // A new one comes when the pool gave others up: their statements are closed with them.
      for (var all = connections.keySet().iterator(); all.hasNext(); ) {
        if (all.next().isClosed()) {
          all.remove();
        }
      }
      known = new Kept();
      connections.put(connection, known);
    }
    return known;
  }

  /** What Jdbi asks for statements, and {@link RawStatement}. */
  static final class Builder implements StatementBuilder {
    private final StatementBuilder plain = new DefaultStatementBuilder();
    private final SQLiteConnection connection;
    private final Kept kept;

    /** With the text each was compiled from: at its close Jdbi names the one it was written as. */
    private final IdentityHashMap<Statement, String> inUse = new IdentityHashMap<>();

    private Builder(SQLiteConnection connection, Kept kept) {
      this.connection = connection;
      this.kept = kept;
    }

    @Override
    public Statement create(Connection pooled, StatementContext context) throws SQLException {
      return plain.create(pooled, context);
    }

    /** A statement is taken out while in use: the same text may be wanted twice at a time. */
    @Override
    public PreparedStatement create(Connection pooled, String sql, StatementContext context)
        throws SQLException {
      var known = kept.remove(sql);
      var statement = known != null ? known : plain.create(connection, sql, context);
      inUse.put(statement, sql);
      return statement;
    }

    PreparedStatement create(String sql) throws SQLException {
      var known = kept.remove(sql);
      var statement = known != null ? known : connection.prepareStatement(sql);
      inUse.put(statement, sql);
      return statement;
    }

    @Override
    public CallableStatement createCall(Connection pooled, String sql, StatementContext context)
        throws SQLException {
      return plain.createCall(pooled, sql, context);
    }

    @Override
    public void close(Connection pooled, String sql, Statement statement) throws SQLException {
      var text = inUse.remove(statement);
      if (text == null
          || !(statement instanceof PreparedStatement prepared)
          || statement.isClosed()) {
        statement.close();
        return;
      }
      try {
        prepared.clearParameters();
      } catch (SQLException _) {
        // The driver gave it up, because the disk failed or is full: its exception says so.
        prepared.close();
        return;
      }
      var twin = kept.put(text, prepared);
      if (twin != null) {
        twin.close();
      }
      if (kept.size() > KEPT) {
        var eldest = kept.pollFirstEntry();
        if (eldest != null) {
          eldest.getValue().close();
        }
      }
    }
  }
}
