package io.berth.identity.member;

import io.berth.identity.federation.Groups;
import io.berth.identity.federation.UniqueIssuers;
import io.berth.identity.provider.GroupFilter;
import io.berth.identity.provider.ProviderSettings;
import io.berth.identity.right.Grant;
import io.berth.identity.user.AccountUsers;
import io.berth.identity.user.User;
import io.berth.identity.user.UserRow;
import io.berth.memory.StoredJson;
import io.berth.sql.Database;
import io.berth.sql.QueryCache;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Turns a proven user id into an {@link Actor.Person} from current data, so that a deletion, the
 * administrator flag and the provider's group settings count from the next request on.
 */
public final class ActorLoader {
  private record Name(RegistryId registry, long userId) {}

  /** What all people that are kept weigh, in bytes. */
  private static final long KEPT_BYTES = 12 << 20;

  private static final int ENTRY_BYTES = 600;

  private final Database database;
  private final QueryCache<Name, Known> known;
  private final AccountUsers accounts;

  /**
   * @param accounts say which rights the users of accounts have
   */
  public ActorLoader(Database database, AccountUsers accounts) {
    this.database = database;
    this.accounts = accounts;
    this.known = new QueryCache<>(database, KEPT_BYTES, ActorLoader::weight);
  }

  /**
   * The person, empty when the user is gone or disabled, in none of the groups that may sign in,
   * known to none of the providers there are now, or an account that may not come in any more.
   */
  public Optional<Actor.Person> find(
      RegistryId registry, long userId, Actor.Way way, @Nullable List<Grant> limit) {
    return person(known.get(new Name(registry, userId), this::read), way, limit)
        .flatMap(this::asTheAccountIsNow);
  }

  /**
   * {@link #find} in memory alone; empty also where that knows nothing, or would have to ask what
   * an account may do now.
   */
  public Optional<Actor.Person> peek(
      RegistryId registry, long userId, Actor.Way way, @Nullable List<Grant> limit) {
    return known
        .peek(new Name(registry, userId))
        .flatMap(found -> person(found, way, limit))
        .filter(person -> person.user().origin() != User.Origin.ACCOUNT);
  }

  private static Optional<Actor.Person> person(
      Known found, Actor.Way way, @Nullable List<Grant> limit) {
    var seen = found.seen();
    return seen.isEmpty() || outside(seen) || stranded(seen)
        ? Optional.empty()
        : Optional.of(
            new Actor.Person(
                seen.getFirst().user(),
                found.groups(),
                seen.stream().anyMatch(Seen::administrator),
                way,
                limit));
  }

  /** What the groups that count are called at their providers, each name once. */
  public List<String> groupNames(RegistryId registry, long userId) {
    return known.get(new Name(registry, userId), this::read).seen().stream()
        .flatMap(one -> one.groups().stream())
        .distinct()
        .toList();
  }

  private Known read(Name person) {
    return database.read(
        (Handle handle) -> {
          var told =
              handle
                  .createQuery(
                      "SELECT "
                          + UserRow.COLUMNS
                          + ", i.groups, i.issuer, p.endpoint, p.admin_group, p.group_filter,"
                          + " p.allowed_groups, p.admin_groups, p.former_issuers"
                          + " FROM registry_user u"
                          + " LEFT JOIN user_identity i ON i.user_id = u.id"
                          + " LEFT JOIN oidc_provider p"
                          + "   ON p.registry_id = u.registry_id AND i.id IS NOT NULL"
                          + " WHERE u.registry_id = :registry AND u.id = :id AND NOT EXISTS"
                          + "   (SELECT 1 FROM disabled_user d WHERE d.user_id = u.id)")
                  .bind("registry", person.registry().value())
                  .bind("id", person.userId())
                  .map(ActorLoader::read)
                  .list();
          var endpoints = told.stream().map(Told::endpoint).filter(Objects::nonNull).toList();
          var seen = told.stream().map(one -> seen(one, endpoints)).toList();
          var groups =
              seen.stream()
                  .flatMap(
                      one ->
                          Groups.OfProvider.ids(
                              handle, person.registry(), one.issuers(), one.groups())
                              .stream())
                  .distinct()
                  .toList();
          return new Known(seen, groups);
        });
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

  /**
   * What the providers of today say about a user.
   *
   * @param groups ids of the groups that count: a group is its provider's, so that another
   *     provider's group of the same name is none of them
   */
  private record Known(List<Seen> seen, List<Long> groups) {}

  /** A provider says how many groups a person has. */
  private static int weight(Known known) {
    return ENTRY_BYTES
        + 24 * known.groups().size()
        + known.seen().stream()
            .flatMap(one -> one.groups().stream())
            .mapToInt(group -> 80 + 2 * group.length())
            .sum();
  }

  /**
   * What one provider of today says about the user; a user may be known at several.
   *
   * @param groups names that passed the filter
   * @param issuers those that are the provider
   * @param known whether the user came in through this provider, at this issuer or a former one
   * @param admitted whether the user is in a group that may sign in; null where the provider does
   *     not know the user under its present issuer
   */
  private record Seen(
      User user,
      List<String> groups,
      List<String> issuers,
      boolean administrator,
      boolean known,
      @Nullable Boolean admitted) {}

  /** Whether the user came in through providers of which none is here any more. */
  private static boolean stranded(List<Seen> seen) {
    return seen.getFirst().user().origin() == User.Origin.PROVIDER
        && seen.stream().noneMatch(Seen::known);
  }

  /** Whether every provider that knows the user keeps them outside. */
  private static boolean outside(List<Seen> seen) {
    return seen.getFirst().user().origin() == User.Origin.PROVIDER
        && seen.stream().anyMatch(one -> Boolean.FALSE.equals(one.admitted()))
        && seen.stream().noneMatch(one -> Boolean.TRUE.equals(one.admitted()));
  }

  /** A user's tie as stored, beside one of the providers: every tie is beside each of them. */
  private record Told(
      User user,
      List<String> groups,
      @Nullable String issuer,
      @Nullable String endpoint,
      List<String> former,
      String groupFilter,
      String adminGroup,
      List<String> adminGroups,
      List<String> allowedGroups) {}

  private static Told read(ResultSet row, StatementContext context) throws SQLException {
    var user = UserRow.read(row, context);
    var endpoint = row.getString("endpoint");
    if (endpoint == null) {
      return new Told(user, List.of(), null, null, List.of(), "", "", List.of(), List.of());
    }
    return new Told(
        user,
        StoredJson.readGroups(row.getString("groups")),
        row.getString("issuer"),
        endpoint,
        StoredJson.readGroups(row.getString("former_issuers")),
        row.getString("group_filter"),
        row.getString("admin_group"),
        StoredJson.readGroups(row.getString("admin_groups")),
        StoredJson.readGroups(row.getString("allowed_groups")));
  }

  private static Seen seen(Told told, List<String> endpoints) {
    var issuer = told.issuer();
    var endpoint = told.endpoint();
    if (issuer == null || endpoint == null) {
      return new Seen(told.user(), List.of(), List.of(), false, false, null);
    }
    var former = UniqueIssuers.former(endpoint, told.former(), endpoints);
    if (!ProviderSettings.sameUrl(endpoint, issuer)) {
      return new Seen(
          told.user(), List.of(), List.of(), false, ProviderSettings.isAmong(former, issuer), null);
    }
    return new Seen(
        told.user(),
        GroupFilter.read(told.groupFilter()).of(told.groups()).texts(),
        ProviderSettings.issuers(endpoint, former),
        ProviderSettings.isAdministrator(told.adminGroup(), told.adminGroups(), told.groups()),
        true,
        ProviderSettings.admits(told.allowedGroups(), told.groups()));
  }
}
