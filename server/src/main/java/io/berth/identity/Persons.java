package io.berth.identity;

import io.berth.sql.Database;
import io.berth.tenant.RegistryId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Turns a proven user id into an {@link Actor.Person} from current data, so that a deletion, the
 * administrator flag and the provider's group settings count from the next request on.
 */
public final class Persons {
  private final Database database;
  private volatile AccountUsers accounts = AccountUsers.NONE;

  public Persons(Database database) {
    this.database = database;
  }

  /** From now on the users of accounts have the rights that these say. */
  public void of(AccountUsers theirs) {
    accounts = theirs;
  }

  /** The person, empty when the user is gone, or an account that may not come in any more. */
  public Optional<Actor.Person> find(
      RegistryId registry, long userId, Actor.Way way, @Nullable List<Grant> limit) {
    return database
        .read(
            (Handle handle) ->
                handle
                    .createQuery(
                        "SELECT "
                            + UserRow.COLUMNS
                            + ", i.groups, i.issuer, p.endpoint, p.admin_group, p.group_filter FROM registry_user u"
                            + " LEFT JOIN user_identity i ON i.user_id = u.id"
                            + " LEFT JOIN oidc_provider p ON p.registry_id = u.registry_id"
                            + " WHERE u.registry_id = ? AND u.id = ?")
                    .bind(0, registry.value())
                    .bind(1, userId)
                    .map(
                        (row, context) -> {
                          var user = UserRow.read(row, context);
                          var groups =
                              ofProvider(row.getString("issuer"), row.getString("endpoint"))
                                  ? IdentityJson.readGroups(row.getString("groups"))
                                  : List.<String>of();
                          var adminGroup = row.getString("admin_group");
                          return new Actor.Person(
                              user,
                              filtered(groups, row.getString("group_filter")),
                              adminGroup != null
                                  && !adminGroup.isEmpty()
                                  && groups.contains(adminGroup),
                              way,
                              limit);
                        })
                    .findOne())
        .flatMap(this::asTheAccountIsNow);
  }

  private Optional<Actor.Person> asTheAccountIsNow(Actor.Person person) {
    if (person.user().origin() != User.Origin.ACCOUNT) {
      return Optional.of(person);
    }
    return accounts
        .administrator(person.user())
        .map(
            flag ->
                new Actor.Person(
                    person.user().withSysadmin(flag),
                    person.groups(),
                    person.adminByGroup(),
                    person.way(),
                    person.limit()));
  }

  /** Whether the registry's provider of today named the groups. */
  private static boolean ofProvider(@Nullable String issuer, @Nullable String endpoint) {
    return issuer != null && endpoint != null && ProviderSettings.sameUrl(endpoint, issuer);
  }

  /** The groups in which the pattern is found; all when it is empty. */
  static List<String> filtered(List<String> groups, @Nullable String filter) {
    if (filter == null || filter.isEmpty() || groups.isEmpty()) {
      return groups;
    }
    var pattern = Pattern.compile(filter);
    return groups.stream().filter(group -> pattern.matcher(group).find()).toList();
  }
}
