package io.berth.harbor.request;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.federation.Groups;
import io.berth.identity.federation.Providers;
import io.berth.identity.provider.Provider;
import io.berth.tenant.RegistryId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a group's name stands for in a request: name and type decide, and for a group of a provider
 * which provider. Harbor knows one provider; who names none means the primary one, or the only one.
 */
public final class GroupResolver {
  private static final String PRIMARY = "primary";

  private final Groups groups;
  private final Providers providers;

  public GroupResolver(Groups groups, Providers providers) {
    this.groups = groups;
    this.providers = providers;
  }

  /** The providers of a registry as the owners of groups. */
  public record Owners(List<Provider> providers) {
    private Optional<Provider> of(int type, @Nullable String issuer) {
      return issuer == null || type != Groups.PROVIDER_TYPE
          ? Optional.empty()
          : providers.stream().filter(p -> p.settings().issuers().contains(issuer)).findFirst();
    }

    /** Of whom groups may count some day; the empty one is a primary provider's to come. */
    public List<String> issuers() {
      return Stream.concat(
              Stream.of(""), providers.stream().flatMap(p -> p.settings().issuers().stream()))
          .distinct()
          .toList();
    }

    /** The alias of the group's provider; null when there is none. */
    @Nullable
    public String alias(int type, @Nullable String issuer) {
      return of(type, issuer).map(p -> p.primary() ? PRIMARY : p.alias()).orElse(null);
    }

    /** What the group's provider is called; null when there is none. */
    @Nullable
    public String name(int type, @Nullable String issuer) {
      return of(type, issuer).map(provider -> provider.settings().name()).orElse(null);
    }
  }

  public Optional<Groups.Group> find(RegistryId registry, long id) {
    return groups.find(registry, id);
  }

  public Owners owners(RegistryId registry) {
    return new Owners(providers.list(registry));
  }

  /**
   * Makes a group.
   *
   * @param type null for one of a provider
   * @param provider an alias; null for the primary provider, or the only one
   * @param ldapGroupDn kept and shown, and nothing else
   * @throws FaultException Invalid BODY, Conflict GROUP_EXISTS, NotFound PROVIDER
   */
  public Groups.Group create(
      RegistryId registry,
      String name,
      @Nullable Integer type,
      @Nullable String provider,
      String ldapGroupDn) {
    if (isLocal(type)) {
      return groups.createLocal(registry, name);
    }
    var issuers = issuers(registry, provider);
    if (groups.findOfProvider(registry, issuers, name).isPresent()) {
      throw FaultException.conflict("GROUP_EXISTS", "there is a group \"" + name + "\" already");
    }
    return groups.createOfProvider(registry, name, issuers.getFirst(), ldapGroupDn);
  }

  /**
   * The group of that name and type, made when a provider may have it.
   *
   * @param type null or 0 for the one group that is called so, that of local groups for one of
   *     these, else for one of a provider
   * @param provider as for {@link #create}
   * @throws FaultException Invalid BODY, NotFound PROVIDER; NotFound OTHER for a group that is not
   *     known while there is no provider
   */
  public Groups.Group findOrCreate(
      RegistryId registry, String name, @Nullable Integer type, @Nullable String provider) {
    var isLocal = type != null && type == Groups.LOCAL_TYPE;
    var open = type == null || type == 0;
    var local =
        provider == null && (open || isLocal)
            ? groups.findLocal(registry, name)
            : Optional.<Groups.Group>empty();
    if (isLocal) {
      return local.orElseGet(() -> groups.createLocal(registry, name));
    }
    var issuers = issuers(registry, provider);
    var ofProvider = groups.findOfProvider(registry, issuers, name);
    if (local.isPresent() && ofProvider.isPresent()) {
      throw FaultException.invalid(
          Fault.Part.BODY,
          "there is a local group and one of the provider called \""
              + name
              + "\": say which with group_type, 3 for the provider's and 4 for the local one");
    }
    return local
        .or(() -> ofProvider)
        .orElseGet(
            () -> {
              if (issuers.getFirst().isEmpty()) {
                throw FaultException.notFound(
                    Fault.Thing.OTHER,
                    name
                        + " not found: a registry without a provider has the groups that were made"
                        + " at /usergroups");
              }
              return groups.createOfProvider(registry, name, issuers.getFirst(), "");
            });
  }

  private static boolean isLocal(@Nullable Integer type) {
    return switch (type == null ? 0 : type) {
      case 0, Groups.PROVIDER_TYPE -> false;
      case Groups.LOCAL_TYPE -> true;
      case 1, 2 ->
          throw FaultException.invalid(
              Fault.Part.BODY,
              "there are no groups of LDAP (group_type 1) or of an HTTP proxy (2) here: group_type"
                  + " is 3 for a group of the provider, or 4 for a local group");
      default ->
          throw FaultException.invalid(
              Fault.Part.BODY,
              "group_type is 3 for a group of the provider, or 4 for a local group");
    };
  }

  /** Today's issuer first; an empty text where the primary provider is still to come. */
  private List<String> issuers(RegistryId registry, @Nullable String alias) {
    var all = providers.list(registry);
    if (alias == null || alias.isEmpty()) {
      return all.stream()
          .filter(provider -> provider.primary() || all.size() == 1)
          .findFirst()
          .map(provider -> provider.settings().issuers())
          .orElse(List.of(""));
    }
    return all.stream()
        .filter(provider -> alias.equals(provider.primary() ? PRIMARY : provider.alias()))
        .findFirst()
        .map(provider -> provider.settings().issuers())
        .orElseThrow(
            () ->
                FaultException.notFound(
                    Fault.Thing.PROVIDER, "this registry has no provider " + alias));
  }
}
