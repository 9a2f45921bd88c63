package io.berth.identity;

import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads a row of registry_user. */
final class UserRow {
  static final String COLUMNS =
      "u.id, u.registry_id, u.username, u.email, u.real_name, u.comment, u.origin, u.sysadmin,"
          + " u.credential_generation, u.created_at, u.updated_at";

  private UserRow() {}

  static User read(ResultSet row, StatementContext context) throws SQLException {
    return new User(
        row.getLong("id"),
        new RegistryId(row.getString("registry_id")),
        row.getString("username"),
        row.getString("email"),
        row.getString("real_name"),
        row.getString("comment"),
        User.Origin.valueOf(row.getString("origin")),
        row.getInt("sysadmin") == 1,
        row.getLong("credential_generation"),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("updated_at")));
  }
}
