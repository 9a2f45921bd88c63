package io.berth.identity.robot;

import io.berth.identity.right.NamedProject;
import io.berth.identity.right.RobotPermission;
import io.berth.memory.StoredJson;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of table robot, with its projects, as a robot. */
final class RobotRow {
  static final String COLUMNS =
      "r.*, p.name AS project_name, "
          + NamedProject.select("project_of_robot", "x.robot_id = r.id")
          + " AS projects";

  static final String FROM = "robot r LEFT JOIN project p ON p.id = r.project_id";

  static final String SELECT = "SELECT " + COLUMNS + " FROM " + FROM;

  private RobotRow() {}

  static Robot read(ResultSet row) throws SQLException {
    var projects = NamedProject.read(row.getString("projects"));
    var project = row.getLong("project_id");
    var ofProject = !row.wasNull();
    return new Robot(
        row.getLong("id"),
        new RegistryId(row.getString("registry_id")),
        row.getString("login"),
        ofProject ? Long.valueOf(project) : null,
        row.getString("project_name"),
        row.getString("description"),
        row.getInt("disabled") == 1,
        row.getLong("duration_days"),
        time(row, "expires_at"),
        RobotProjects.counting(
            StoredJson.read(row.getString("permissions"), RobotPermission[].class), projects),
        projects,
        time(row, "previous_until"),
        row.getLong("credential_generation"),
        new Robot.Creator(row.getString("creator_type").equals("robot"), row.getLong("creator_id")),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("updated_at")),
        time(row, "last_used_at"));
  }

  static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    var micros = row.getLong(column);
    return row.wasNull() ? null : Micros.instant(micros);
  }
}
