package io.berth.server.wiring;

import io.berth.catalog.Projects;
import io.berth.control.account.Account;
import io.berth.control.account.OauthClients;
import io.berth.control.application.AccessRule;
import io.berth.control.registry.Plan;
import io.berth.fault.FaultException;
import io.berth.identity.user.BuiltInOwner;
import io.berth.identity.user.SecretPolicy;
import io.berth.server.config.Addresses;
import io.berth.server.config.UsageException;
import io.berth.server.place.Bootstrap;
import io.berth.server.place.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * What the first start makes: the account, an application with all rights, a service account, a
 * cloud project and one registry, and the file that holds their credentials.
 */
public final class FirstRun {
  /** The account's name. */
  public static final String ACCOUNT = "admin";

  private final ControlStores control;
  private final Projects projects;
  private final Addresses addresses;
  private final SecureRandom random;

  FirstRun(ControlStores control, Projects projects, Addresses addresses, SecureRandom random) {
    this.control = control;
    this.projects = projects;
    this.addresses = addresses;
    this.random = random;
  }

  /**
   * Fills an empty database; does nothing to one that has an account.
   *
   * @return what was made, absent when there was nothing to do
   */
  public Optional<Bootstrap> run(DataFolder folder, String caFile) throws IOException {
    if (!control.accounts.isEmpty()) {
      return Optional.empty();
    }
    if (Files.exists(folder.bootstrapFile())) {
      throw new UsageException(
          folder.bootstrapFile()
              + " belongs to another database, as this one is empty: move the file away, or point"
              + " to its database");
    }
    var password = SecretPolicy.random(random, 20);
    Account account;
    try {
      account = control.accounts.create(ACCOUNT, ACCOUNT + "@localhost", password);
    } catch (FaultException e) {
      if (control.accounts.isEmpty()) {
        throw e;
      }
      return Optional.empty(); // another server started at the same moment, and fills it
    }
    var application = control.applications.create(account, "bootstrap", "Made by the first start");
    var consumerKey = control.applications.grant(application, AccessRule.ALL);
    var client =
        control.oauthClients.create(
            account, OauthClients.Wanted.serviceAccount("bootstrap", "Made by the first start"));
    var project = control.cloudProjects.create(account, "Default project");
    var registry = control.lifecycle.createNow(project, "demo", "GRA", Plan.SMALL);
    if (projects.find(registry.id(), "library").isEmpty()) {
      projects.create(registry.id(), "library", true, BuiltInOwner.ID, BuiltInOwner.NAME);
    }
    var made =
        new Bootstrap(
            addresses.controlUrl(),
            addresses.tlsUrl(),
            caFile,
            ACCOUNT,
            password,
            application.key(),
            application.secret(),
            consumerKey,
            client.clientId(),
            client.clientSecret(),
            project.id(),
            List.of(
                new Bootstrap.RegistryEntry(
                    registry.id().value(),
                    registry.name(),
                    addresses.registryUrl(registry.hostLabel()))));
    made.write(folder.bootstrapFile());
    return Optional.of(made);
  }
}
