package io.berth.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who makes a request, resolved anew from current data for each one. */
public sealed interface Actor {

  /**
   * The most this request may do, whoever makes it: the grants of the registry token it came with;
   * null when it came with credentials of another kind and the actor's rights alone decide.
   */
  @Nullable List<Grant> limit();

  /** True for a system administrator: by flag or by the provider's admin group. */
  boolean administrator();

  /** The name for logs and answers: the username, or "anonymous". */
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
   * @param groups provider groups that passed the group filter, as last seen at the provider
   * @param adminByGroup true when one of the provider's groups is the admin group
   * @param way how the person proved who they are
   */
  record Person(
      User user, List<String> groups, boolean adminByGroup, Way way, @Nullable List<Grant> limit)
      implements Actor {
    @Override
    public boolean administrator() {
      return user.sysadmin() || adminByGroup;
    }

    @Override
    public String name() {
      return user.username();
    }
  }

  /** The ways to prove who one is. */
  enum Way {
    SESSION,
    PASSWORD,
    CLI_SECRET,
    ID_TOKEN,
    REGISTRY_TOKEN
  }
}
