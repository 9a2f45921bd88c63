package io.berth.harbor;

import io.berth.catalog.Artifacts;
import io.berth.catalog.Catalog;
import io.berth.catalog.ProjectMetadata;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.AccessTokens;
import io.berth.identity.CliSecrets;
import io.berth.identity.CustomRoles;
import io.berth.identity.Groups;
import io.berth.identity.HandingOn;
import io.berth.identity.Members;
import io.berth.identity.PasswordCheck;
import io.berth.identity.Persons;
import io.berth.identity.ProviderLinks;
import io.berth.identity.Providers;
import io.berth.identity.RegistrySettings;
import io.berth.identity.RobotCheck;
import io.berth.identity.RobotTrusts;
import io.berth.identity.Robots;
import io.berth.identity.Sessions;
import io.berth.identity.User;
import io.berth.identity.UserPasswords;
import io.berth.identity.Users;
import io.berth.identity.oidc.ProviderCheck;
import io.berth.identity.web.Identity;
import io.berth.ops.AuditLog;
import io.berth.ops.Health;
import io.berth.ops.QuotaLedger;
import io.berth.ops.content.LinkedBlobs;
import io.berth.ops.gc.GarbageCollection;
import io.berth.ops.statistics.Statistics;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What Harbor's API is built over.
 *
 * @param version the program's, shown behind the Harbor release whose API it speaks
 */
public record HarborParts(
    Catalog catalog,
    Artifacts artifacts,
    LinkedBlobs blobs,
    People people,
    Members members,
    Operations operations,
    GarbageCollection garbage,
    Clock clock,
    String version) {

  /** What runs the registry. */
  public record Operations(
      Health health,
      AuditLog audit,
      ProjectMetadata metadata,
      QuotaLedger quotas,
      Statistics statistics) {}

  ProjectMetadata metadata() {
    return operations.metadata();
  }

  Health health() {
    return operations.health();
  }

  /** Who there is, and with what they prove it. */
  public record People(
      Users users,
      Persons persons,
      PasswordCheck passwords,
      CliSecrets secrets,
      Providers providers,
      ProviderLinks links,
      ProviderCheck check,
      Groups groups,
      Robots robots,
      RobotCheck robotCheck,
      AccessTokens accessTokens,
      RegistrySettings settings,
      CustomRoles roles,
      RobotTrusts trusts,
      UserPasswords userPasswords,
      HandingOn handingOn) {

    /**
     * The user that a body names by id or name.
     *
     * @throws FaultException Invalid BODY, NotFound USER
     */
    User require(RegistryId registry, @Nullable Long id, @Nullable String username) {
      if ((id == null || id == 0) && (username == null || username.isEmpty())) {
        throw FaultException.invalid(Fault.Part.BODY, "name the user by user_id or username");
      }
      var found =
          id != null && id != 0
              ? users.find(registry, id)
              : users.findByUsername(registry, username == null ? "" : username);
      return found.orElseThrow(
          () -> FaultException.notFound(Fault.Thing.USER, "the user does not exist"));
    }

    /** How long a session lives without a request. */
    long sessionMinutes() {
      return Sessions.IDLE.toMinutes();
    }

    public static People of(Identity identity) {
      return new People(
          identity.users,
          identity.persons,
          identity.passwordCheck,
          identity.cliSecrets,
          identity.providers,
          identity.providerLinks,
          identity.providerCheck,
          identity.groups,
          identity.robots,
          identity.robotCheck,
          identity.accessTokens,
          identity.settings,
          identity.customRoles,
          identity.robotTrusts,
          identity.userPasswords,
          identity.handingOn);
    }
  }
}
