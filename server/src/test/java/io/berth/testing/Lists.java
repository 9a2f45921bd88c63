package io.berth.testing;

import io.berth.identity.member.Actor;
import io.berth.identity.member.Visibility;
import io.berth.identity.user.User;
import io.berth.sql.Condition;
import io.berth.tenant.RegistryId;
import java.time.Instant;
import java.util.List;

/**
 * For whom lists are made, as what the owners of tables are given: the condition on what is seen.
 */
public final class Lists {
  public static final Actor NOBODY = new Actor.Anonymous(null);
  public static final Actor ADMIN = person(-2, true);

  private Lists() {}

  /**
   * @param groups ids of the provider's groups
   */
  public static Actor person(long id, boolean administrator, Long... groups) {
    var user =
        new User(
            id,
            RegistryId.random(),
            "person",
            null,
            "",
            "",
            User.Origin.LOCAL,
            administrator,
            0,
            Instant.EPOCH,
            Instant.EPOCH);
    return new Actor.Person(user, List.of(groups), false, Actor.Way.PASSWORD, null);
  }

  public static Condition projects(Actor actor) {
    return Visibility.ofProjects(actor).projects();
  }

  public static Condition repositories(Actor actor) {
    return Visibility.ofRepositories(actor).repositories();
  }
}
