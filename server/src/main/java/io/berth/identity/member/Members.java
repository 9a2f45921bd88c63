package io.berth.identity.member;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.right.Binding;
import io.berth.identity.right.CustomRole;
import io.berth.identity.right.CustomRoles;
import io.berth.identity.right.ProjectScope;
import io.berth.identity.right.Role;
import io.berth.listing.Column;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.row.ProjectMemberRows;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Who has which role in a project: table project_member. */
public final class Members {
  private static final Pattern PATTERN = Pattern.compile("[a-z0-9._/*-]{1,255}");

  private static final String COLUMNS =
      """
      m.id, m.project_id, m.user_id, m.group_id, m.role, m.repository_pattern,
      coalesce(u.username, g.name) AS name, g.type AS group_type, g.issuer, c.id AS custom_id, c.name AS custom_name,
      c.description AS custom_description, c.permissions AS custom_permissions,
      c.created_at AS custom_created, c.updated_at AS custom_updated
      """;

  private static final String FROM =
      """
      project_member m
      LEFT JOIN registry_user u ON u.id = m.user_id
      LEFT JOIN user_group g ON g.id = m.group_id
      LEFT JOIN custom_role c ON c.id = m.custom_role_id
      """;

  private static final String NAME = "coalesce(u.username, g.name)";

  /** Members, as they are listed: by name. */
  public static final Listing<Member> LIST =
      new Listing<>(
          COLUMNS,
          FROM,
          "m.id",
          (row, _) -> member(row),
          NAME + ", m.id",
          List.of(Column.text("entity_name", NAME)));

  /** Memberships of the person, and of the groups the person is in. */
  private static final String RIGHTS =
      """
      SELECT %sm.role, m.custom_role_id, m.repository_pattern, c.permissions
      FROM project_member m LEFT JOIN custom_role c ON c.id = m.custom_role_id
      WHERE m.project_id %s AND (m.user_id = :user
        OR m.group_id IN (SELECT l.group_id FROM user_group_member l WHERE l.user_id = :user)
        OR m.group_id IN (<groups>))
      """;

  private static final String MINE = RIGHTS.formatted("", "= :project");

  private static final String MINE_IN_MANY = RIGHTS.formatted("m.project_id, ", "IN (<projects>)");

  private static final String MINE_IN_ALL =
      RIGHTS.formatted(
          "m.project_id, ", "IN (SELECT p.id FROM project p WHERE p.registry_id = :registry)");

  private static final String OF_PERSON =
      """
      SELECT p.name, m.role, m.repository_pattern, c.name AS custom
      FROM project_member m JOIN project p ON p.id = m.project_id
      LEFT JOIN custom_role c ON c.id = m.custom_role_id
      WHERE p.registry_id = :registry AND (m.user_id = :user
        OR m.group_id IN (SELECT l.group_id FROM user_group_member l WHERE l.user_id = :user)
        OR m.group_id IN (<groups>))
      ORDER BY p.name, m.id LIMIT 200
      """;

  private record Name(long projectId, long userId, List<Long> groups) {}

  /** What all memberships that are kept weigh; groups give one person many. */
  private static final long KEPT_BYTES = 12 << 20;

  private static final int ENTRY_BYTES = 600;
  private static final int BINDING_BYTES = 400;

  private final Database database;
  private final Clock clock;
  private final QueryCache<Name, List<Binding>> bindings;

  public Members(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.bindings =
        new QueryCache<>(database, KEPT_BYTES, found -> ENTRY_BYTES + BINDING_BYTES * found.size());
  }

  /**
   * The role a member is given.
   *
   * @param custom null for the built-in role
   * @param pattern the repositories it is for, named without the project, a star for any
   *     characters; null for all
   */
  public record Assignment(Role role, @Nullable CustomRole custom, @Nullable String pattern) {
    /** A built-in role for the whole project. */
    static Assignment of(Role role) {
      return new Assignment(role, null, null);
    }
  }

  /** What the person's memberships give in a project, own and through groups. */
  List<Binding> bindings(long projectId, Actor.Person person) {
    var user = person.user();
    return bindings.get(new Name(projectId, user.id(), person.groups()), this::read);
  }

  /** {@link #bindings(long, Actor.Person)} in memory alone; empty where that knows nothing. */
  Optional<List<Binding>> peek(long projectId, Actor.Person person) {
    return bindings.peek(new Name(projectId, person.user().id(), person.groups()));
  }

  private List<Binding> read(Name person) {
    return database.read(
        (Handle handle) ->
            of(handle.createQuery(MINE), person.userId(), person.groups())
                .bind("project", person.projectId())
                .map((row, _) -> binding(row))
                .list());
  }

  /** The same for several projects, read at once; those without a membership are left out. */
  Map<Long, List<Binding>> bindings(Collection<Long> projects, Actor.Person person) {
    if (projects.isEmpty()) {
      return Map.of();
    }
    return database.read(
        (Handle handle) ->
            byProject(
                of(handle.createQuery(MINE_IN_MANY), person.user().id(), person.groups())
                    .bindList("projects", List.copyOf(projects))));
  }

  /** The same for all projects of a registry. */
  Map<Long, List<Binding>> bindings(RegistryId registry, Actor.Person person) {
    return database.read(
        (Handle handle) ->
            byProject(
                of(handle.createQuery(MINE_IN_ALL), person.user().id(), person.groups())
                    .bind("registry", registry.value())));
  }

  private static Map<Long, List<Binding>> byProject(Query query) {
    return query.map((row, _) -> Map.entry(row.getLong("project_id"), binding(row))).stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static Query of(Query query, long userId, List<Long> groups) {
    return query
        .bind("user", userId)
        // An empty list is no SQL, and no group has this id.
        .bindList("groups", groups.isEmpty() ? List.of(-1L) : groups);
  }

  private static Binding binding(ResultSet row) throws SQLException {
    var pattern = row.getString("repository_pattern");
    var permissions = row.getString("permissions");
    if (permissions != null) {
      return new Binding(
          CustomRole.roleId(row.getLong("custom_role_id")), CustomRoles.read(permissions), pattern);
    }
    var role = Role.of(row.getInt("role"));
    return new Binding(role.id(), role.permissions(), pattern);
  }

  /**
   * A role in a project.
   *
   * @param role Harbor's name for it, or that of the custom role
   * @param pattern the repositories it is for, named without the project; null for all
   */
  public record ProjectRole(String project, String role, @Nullable String pattern) {}

  /**
   * The roles somebody has in the registry's projects, own and through groups; at most 200.
   *
   * @param userId null for somebody who is no user yet
   * @param groups ids of groups of providers
   */
  public List<ProjectRole> roles(RegistryId registry, @Nullable Long userId, List<Long> groups) {
    return database.read(
        (Handle handle) ->
            of(handle.createQuery(OF_PERSON), userId == null ? -1 : userId, groups)
                .bind("registry", registry.value())
                .map((row, _) -> projectRole(row))
                .list());
  }

  private static ProjectRole projectRole(ResultSet row) throws SQLException {
    var custom = row.getString("custom");
    return new ProjectRole(
        row.getString("name"),
        custom == null ? Role.of(row.getInt("role")).word() : custom,
        row.getString("repository_pattern"));
  }

  /** A role that somebody has in a project. */
  record Given(ProjectScope project, Assignment assignment) {}

  /** The roles of a group in the registry's projects. */
  List<Given> ofGroup(RegistryId registry, long groupId) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT p.name AS project_name, p.public, "
                        + COLUMNS
                        + " FROM "
                        + FROM
                        + " JOIN project p ON p.id = m.project_id"
                        + " WHERE p.registry_id = :registry AND m.group_id = :group ORDER BY m.id")
                .bind("registry", registry.value())
                .bind("group", groupId)
                .map(
                    (row, _) -> {
                      var member = member(row);
                      return new Given(
                          new ProjectScope(
                              member.projectId(),
                              row.getString("project_name"),
                              row.getInt("public") == 1),
                          new Assignment(member.role(), member.custom(), member.pattern()));
                    })
                .list());
  }

  /** A project's members. */
  public Listed<Member> list(long projectId, ListQuery query) {
    return LIST.find(
        database, Condition.of("m.project_id = :project", Map.of("project", projectId)), query);
  }

  /** All of a project's members. */
  public List<Member> list(long projectId) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM "
                        + FROM
                        + " WHERE m.project_id = :project ORDER BY m.id")
                .bind("project", projectId)
                .map((row, _) -> member(row))
                .list());
  }

  private static Member member(ResultSet row) throws SQLException {
    return new Member(
        row.getLong("id"),
        row.getLong("project_id"),
        row.getObject("user_id") == null ? null : row.getLong("user_id"),
        row.getObject("group_id") == null ? null : row.getLong("group_id"),
        row.getString("name"),
        row.getInt("group_type"),
        row.getString("issuer"),
        Role.of(row.getInt("role")),
        row.getObject("custom_id") == null
            ? null
            : new CustomRole(
                row.getLong("custom_id"),
                row.getString("custom_name"),
                row.getString("custom_description"),
                CustomRoles.read(row.getString("custom_permissions")),
                Micros.instant(row.getLong("custom_created")),
                Micros.instant(row.getLong("custom_updated"))),
        row.getString("repository_pattern"));
  }

  /** {@link #addUser(long, long, Assignment)} with a built-in role for the whole project. */
  public long addUser(long projectId, long userId, Role role) {
    return addUser(projectId, userId, Assignment.of(role));
  }

  /**
   * Gives a user a role in a project.
   *
   * @return the membership's id
   * @throws FaultException Conflict MEMBER_EXISTS, Invalid BODY for the pattern
   */
  public long addUser(long projectId, long userId, Assignment assignment) {
    return add(ProjectMemberRows.Kind.USER, projectId, userId, assignment);
  }

  /** {@link #addGroup(long, long, Assignment)} with a built-in role for the whole project. */
  public long addGroup(long projectId, long groupId, Role role) {
    return addGroup(projectId, groupId, Assignment.of(role));
  }

  /**
   * Gives a group a role in a project.
   *
   * @return the membership's id
   * @throws FaultException Conflict MEMBER_EXISTS, Invalid BODY for the pattern
   */
  public long addGroup(long projectId, long groupId, Assignment assignment) {
    return add(ProjectMemberRows.Kind.GROUP, projectId, groupId, assignment);
  }

  /** {@link #setRole(long, long, Assignment)} with a built-in role for the whole project. */
  public boolean setRole(long projectId, long memberId, Role role) {
    return setRole(projectId, memberId, Assignment.of(role));
  }

  /**
   * Changes a membership's role; false when there is none.
   *
   * @throws FaultException Invalid BODY for the pattern
   */
  public boolean setRole(long projectId, long memberId, Assignment assignment) {
    check(assignment.pattern());
    return database.write(
        (Handle handle) -> ProjectMemberRows.update(handle, projectId, memberId, part(assignment)));
  }

  /** Ends a membership; false when there is none. */
  public boolean remove(long projectId, long memberId) {
    return database.write((Handle handle) -> ProjectMemberRows.delete(handle, projectId, memberId));
  }

  private static void check(@Nullable String pattern) {
    if (pattern != null && !PATTERN.matcher(pattern).matches()) {
      throw FaultException.invalid(
          Fault.Part.BODY,
          "repository_pattern is a repository's name without its project, with * for any"
              + " characters");
    }
  }

  private static ProjectMemberRows.Part part(Assignment assignment) {
    var custom = assignment.custom();
    return new ProjectMemberRows.Part(
        assignment.role().id(), custom == null ? null : custom.id(), assignment.pattern());
  }

  private long add(ProjectMemberRows.Kind kind, long projectId, long id, Assignment assignment) {
    check(assignment.pattern());
    try {
      return database.write(
          (Handle handle) ->
              ProjectMemberRows.insert(
                  handle, projectId, kind, id, part(assignment), clock.instant()));
    } catch (JdbiException e) {
      if (Database.isDuplicate(e)) {
        throw FaultException.conflict("MEMBER_EXISTS", "already a member of the project");
      }
      throw e;
    }
  }
}
