package io.berth.identity.robot;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.right.NamedProject;
import io.berth.identity.right.RobotPermission;
import io.berth.tenant.RegistryId;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Ties robots to the projects that their permissions name: table project_of_robot. A tie goes with
 * its project, and with it what was given for the project.
 */
final class RobotProjects {
  private RobotProjects() {}

  /**
   * Ties a robot to the projects that are called so now, and to no others.
   *
   * @throws FaultException NotFound PROJECT
   */
  static void set(
      Handle handle, RegistryId registry, long robot, List<RobotPermission> permissions) {
    handle
        .createUpdate("DELETE FROM project_of_robot WHERE robot_id = :robot")
        .bind("robot", robot)
        .execute();
    permissions.stream()
        .filter(RobotPermission::isOfOneProject)
        .map(RobotPermission::namespace)
        .distinct()
        .forEach(
            name -> {
              if (handle
                      .createUpdate(
                          "INSERT INTO project_of_robot (robot_id, project_id) SELECT :robot, id"
                              + " FROM project WHERE registry_id = :registry AND name = :name")
                      .bind("robot", robot)
                      .bind("registry", registry.value())
                      .bind("name", name)
                      .execute()
                  == 0) {
                throw FaultException.notFound(
                    Fault.Thing.PROJECT,
                    name.isEmpty()
                        ? "the namespace of a permission of kind project is a project's name, or *"
                        : "project " + name + " not found");
              }
            });
  }

  /** Those of the permissions whose projects are there. */
  static List<RobotPermission> counting(
      RobotPermission[] permissions, List<NamedProject> projects) {
    return Arrays.stream(permissions)
        .filter(
            permission ->
                !permission.isOfOneProject()
                    || projects.stream().anyMatch(p -> permission.covers(p.name())))
        .toList();
  }
}
