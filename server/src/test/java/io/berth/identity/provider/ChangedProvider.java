package io.berth.identity.provider;

/** Settings of a provider that are others' but for what a test says. Options are not kept. */
public final class ChangedProvider {
  private String name;
  private String endpoint;
  private String clientId;
  private String clientSecret;
  private String groupsClaim;
  private String groupFilter;
  private String adminGroup;
  private String userClaim;
  private boolean verifyCert;
  private boolean autoOnboard;
  private final String scope;

  private ChangedProvider(ProviderSettings like) {
    name = like.name();
    endpoint = like.endpoint();
    clientId = like.clientId();
    clientSecret = like.clientSecret();
    scope = like.scope();
    groupsClaim = like.groupsClaim();
    groupFilter = like.groupFilter();
    adminGroup = like.adminGroup();
    userClaim = like.userClaim();
    verifyCert = like.verifyCert();
    autoOnboard = like.autoOnboard();
  }

  public static ChangedProvider of(ProviderSettings like) {
    return new ChangedProvider(like);
  }

  public ChangedProvider name(String other) {
    name = other;
    return this;
  }

  public ChangedProvider endpoint(String other) {
    endpoint = other;
    return this;
  }

  public ChangedProvider clientId(String other) {
    clientId = other;
    return this;
  }

  public ChangedProvider clientSecret(String other) {
    clientSecret = other;
    return this;
  }

  public ChangedProvider groupFilter(String other) {
    groupFilter = other;
    return this;
  }

  public ChangedProvider adminGroup(String other) {
    adminGroup = other;
    return this;
  }

  /** Nobody's groups are read, and nobody administers by one. */
  public ChangedProvider withoutGroups() {
    groupsClaim = "";
    groupFilter = "";
    adminGroup = "";
    return this;
  }

  /**
   * @param taken true to take the username from the claim without asking
   */
  public ChangedProvider username(String claim, boolean taken) {
    userClaim = claim;
    autoOnboard = taken;
    return this;
  }

  public ChangedProvider verifying(boolean other) {
    verifyCert = other;
    return this;
  }

  public ProviderSettings settings() {
    return new ProviderSettings(
        name,
        endpoint,
        clientId,
        clientSecret,
        scope,
        groupsClaim,
        groupFilter,
        adminGroup,
        userClaim,
        verifyCert,
        autoOnboard);
  }
}
