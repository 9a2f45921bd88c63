package io.berth.identity.provider;

import io.berth.memory.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * What a provider may be told beyond the fields of the control API. Administrators of the registry
 * set it; changing the {@link ProviderSettings} leaves it alone.
 *
 * @param allowedGroups who is in none of these may not sign in; empty lets everybody in
 * @param adminGroups members of these administer the registry, as those of {@link
 *     ProviderSettings#adminGroup} do
 * @param authorizationParameters sent along to the authorization endpoint, such as {@code hd} or
 *     {@code prompt}
 * @param certificates authorities to trust for this provider's connections, as PEM; empty for those
 *     of the Java runtime
 * @param endSession whether signing out here signs out at the provider too, where it offers that
 * @param formerIssuers issuers whose subjects are this provider's: users known under them are taken
 *     over when they sign in again
 */
public record ProviderOptions(
    List<String> allowedGroups,
    List<String> adminGroups,
    Map<String, String> authorizationParameters,
    String certificates,
    boolean endSession,
    List<String> formerIssuers) {
  /** Nothing special. */
  static final ProviderOptions NONE =
      new ProviderOptions(List.of(), List.of(), Map.of(), "", true, List.of());

  public ProviderOptions {
    allowedGroups = List.copyOf(allowedGroups);
    adminGroups = List.copyOf(adminGroups);
    authorizationParameters = Map.copyOf(authorizationParameters);
    formerIssuers = List.copyOf(formerIssuers);
  }

  /** The options of a row of oidc_provider. */
  public static ProviderOptions read(ResultSet row) throws SQLException {
    return new ProviderOptions(
        StoredJson.readGroups(row.getString("allowed_groups")),
        StoredJson.readGroups(row.getString("admin_groups")),
        StoredJson.readTexts(row.getString("authorization_parameters")),
        row.getString("certificates"),
        row.getInt("end_session") == 1,
        StoredJson.readGroups(row.getString("former_issuers")));
  }

  public ProviderOptions withFormerIssuers(List<String> issuers) {
    return new ProviderOptions(
        allowedGroups, adminGroups, authorizationParameters, certificates, endSession, issuers);
  }
}
