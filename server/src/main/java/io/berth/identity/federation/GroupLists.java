package io.berth.identity.federation;

import io.berth.identity.user.User;
import io.berth.identity.user.UserRow;
import io.berth.listing.Column;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.listing.Term;
import io.berth.sql.Condition;
import io.berth.sql.Database;
import io.berth.tenant.RegistryId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Groups and their members as people list them: reads tables user_group and user_group_member. */
public final class GroupLists {
  /** Groups, as they are listed: by name. */
  public static final Listing<Groups.Group> LIST =
      new Listing<>(
          "g.id, g.name, g.type, g.issuer, g.ldap_group_dn",
          "user_group g",
          "g.id",
          (row, _) -> Groups.read(row),
          "g.name, g.id",
          List.of(
              Column.number("id", "g.id"),
              Column.text("group_name", "g.name"),
              Column.number("group_type", "g.type"),
              Column.time("creation_time", "g.created_at")));

  /** The same as they are found by a part of their name: the shortest first. */
  private static final Listing<Groups.Group> FOUND = LIST.ordered("length(g.name), g.name, g.id");

  /** The members of a group, as they are listed: by name. */
  private static final Listing<User> MEMBERS =
      new Listing<>(
          UserRow.COLUMNS,
          "user_group_member m JOIN registry_user u ON u.id = m.user_id",
          "u.id",
          UserRow::read,
          "u.username",
          List.of());

  private final Database database;

  GroupLists(Database database) {
    this.database = database;
  }

  /** The groups of a registry. */
  public Listed<Groups.Group> list(RegistryId registry, ListQuery query) {
    return LIST.find(database, ofRegistry(registry), query);
  }

  /**
   * Groups whose name contains a text, in any case, but for those of providers that are not here.
   *
   * @param issuers of the providers that are here
   */
  public Listed<Groups.Group> search(
      RegistryId registry, Collection<String> issuers, String part, ListQuery query) {
    var values = new HashMap<String, Object>();
    values.put("provider", Groups.PROVIDER_TYPE);
    for (var issuer : issuers) {
      values.put("issuer" + values.size(), issuer);
    }
    var here =
        values.keySet().stream()
            .filter(name -> name.startsWith("issuer"))
            .map(name -> " OR g.issuer = :" + name)
            .sorted()
            .collect(Collectors.joining());
    return FOUND.find(
        database,
        ofRegistry(registry).and(Condition.of("(g.type <> :provider" + here + ")", values)),
        query.with("group_name", new Term.Fuzzy(part)));
  }

  private static Condition ofRegistry(RegistryId registry) {
    return Condition.of("g.registry_id = :registry", Map.of("registry", registry.value()));
  }

  /** The members of a local group. */
  public Listed<User> members(Groups.Group group, ListQuery query) {
    return MEMBERS.find(
        database, Condition.of("m.group_id = :group", Map.of("group", group.id())), query);
  }
}
