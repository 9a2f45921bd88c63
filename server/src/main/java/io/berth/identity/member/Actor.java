package io.berth.identity.member;

import io.berth.identity.right.Grant;
import io.berth.identity.right.TokenScope;
import io.berth.identity.robot.Robot;
import io.berth.identity.user.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who makes a request, resolved anew from current data for each one. */
public sealed interface Actor {

  /**
   * The most this request may do, whoever makes it: the grants of the registry token it came with;
   * null when it came with credentials of another kind.
   */
  @Nullable List<Grant> limit();

  /** The most this request may do by the access token it came with; null without one. */
  default @Nullable TokenScope scope() {
    return null;
  }

  /** When the access token or the robot that this request came with ends; null for never. */
  default @Nullable Instant end() {
    return null;
  }

  /**
   * True when this request may do what system administrators may: by flag or by the provider's
   * admin group, and not narrowed by an access token.
   */
  boolean administrator();

  /** The name for logs and answers: the username, the robot's full name, or "anonymous". */
  String name();

  /** Nobody in particular. */
  record Anonymous(@Nullable List<Grant> limit) implements Actor {
    @Override
    public boolean administrator() {
      return false;
    }

    @Override
    public String name() {
      return "anonymous";
    }
  }

  /**
   * A signed-in user.
   *
   * @param groups ids of the providers' groups that count, as last seen at the providers
   * @param adminByGroup true when one of the provider's groups is the admin group
   * @param way how the person proved who they are
   */
  record Person(
      User user,
      List<Long> groups,
      boolean adminByGroup,
      Way way,
      @Nullable List<Grant> limit,
      @Nullable TokenScope scope)
      implements Actor {

    /** A person whom no access token narrows. */
    public Person(
        User user, List<Long> groups, boolean adminByGroup, Way way, @Nullable List<Grant> limit) {
      this(user, groups, adminByGroup, way, limit, null);
    }

    /** The same person, narrowed by an access token. */
    public Person within(TokenScope narrower) {
      return new Person(user, groups, adminByGroup, way, limit, narrower);
    }

    /** The access token the request came with, null when it came with none. */
    public @Nullable Long accessTokenId() {
      return scope == null ? null : scope.tokenId();
    }

    @Override
    public @Nullable Instant end() {
      return scope == null ? null : scope.expiresAt();
    }

    @Override
    public boolean administrator() {
      return isSystemAdministrator() && isWhole();
    }

    /** Whether no access token makes this request less than its person. */
    public boolean isWhole() {
      return scope == null || scope.isWhole();
    }

    /**
     * Whether this request may read or make what lets its person in: secrets, access tokens,
     * further providers. A narrowed access token may not, because it would become more than it is;
     * nor may a CLI secret, an ID token or a registry token, because what they made would outlive
     * the day on which they are changed or run out.
     */
    public boolean isOwner() {
      return isWhole()
          && limit == null
          && switch (way) {
            case SESSION, PASSWORD, ACCESS_TOKEN -> true;
            case CLI_SECRET, ID_TOKEN, REGISTRY_TOKEN -> false;
          };
    }

    /** Whether the person is one, whatever this request may do. */
    public boolean isSystemAdministrator() {
      return user.sysadmin() || adminByGroup;
    }

    @Override
    public String name() {
      return user.username();
    }
  }

  /**
   * A program with an account of its own.
   *
   * @param name prefix included
   */
  record Program(Robot robot, String name, @Nullable List<Grant> limit) implements Actor {
    @Override
    public @Nullable Instant end() {
      return robot.expiresAt();
    }

    @Override
    public boolean administrator() {
      return false;
    }
  }

  /** The ways to prove who one is. */
  enum Way {
    SESSION,
    PASSWORD,
    CLI_SECRET,
    ACCESS_TOKEN,
    ID_TOKEN,
    REGISTRY_TOKEN
  }
}
