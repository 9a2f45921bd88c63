package io.berth.identity.right;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a robot's permissions (docs/reference/contracts/harbor.md#robots).
 *
 * @param kind what the access is about
 * @param namespace {@code /} for the system; a project's name, or {@code *} for all projects there
 *     are and will be
 */
public record RobotPermission(Kind kind, String namespace, List<Access> access) {
  /** Stands for all projects, those to come as well. */
  public static final String ALL_PROJECTS = "*";

  public RobotPermission {
    access = List.copyOf(access);
  }

  /** The two levels of rights. */
  public enum Kind {
    SYSTEM,
    PROJECT
  }

  /**
   * One thing the robot may do, in Harbor's words. Two are the same whatever their effect says,
   * which can only be to allow.
   *
   * @param effect as it was written, null when it was not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Access(String resource, String action, @Nullable String effect) {
    public Access(String resource, String action) {
      this(resource, action, null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Access access
          && resource.equals(access.resource)
          && action.equals(access.action);
    }

    @Override
    public int hashCode() {
      return Objects.hash(resource, action);
    }

    @Override
    public String toString() {
      return resource + ":" + action;
    }
  }

  /** Whether it covers a project. */
  public boolean covers(String project) {
    return kind == Kind.PROJECT && (namespace.equals(ALL_PROJECTS) || namespace.equals(project));
  }

  /** Whether it is about one project, which it names. */
  public boolean isOfOneProject() {
    return kind == Kind.PROJECT && !namespace.equals(ALL_PROJECTS);
  }

  /** Whether everything of the other entry is in this one. */
  public boolean contains(RobotPermission other) {
    return kind == other.kind
        && (namespace.equals(other.namespace) || namespace.equals(ALL_PROJECTS))
        && effective().containsAll(other.effective());
  }

  public boolean hasOneOf(Permission... any) {
    var all = effective();
    return kind == Kind.PROJECT
        && Arrays.stream(any).anyMatch(p -> all.contains(new Access(p.resource(), p.action())));
  }

  /** What it allows: who may push may pull. */
  public Set<Access> effective() {
    var all = access.stream().collect(Collectors.toSet());
    if (kind == Kind.PROJECT && all.contains(new Access("repository", "push"))) {
      all.add(new Access("repository", "pull"));
    }
    return all;
  }
}
