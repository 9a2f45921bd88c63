package io.berth.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.berth.audit.AuditLog;
import io.berth.catalog.Catalog;
import io.berth.catalog.Manifests.Sparse;
import io.berth.catalog.Project;
import io.berth.content.Digest;
import io.berth.http.engine.Server;
import io.berth.http.engine.ServerOptions;
import io.berth.http.message.AddressRange;
import io.berth.http.message.Request;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.Hosts;
import io.berth.identity.caller.Audit;
import io.berth.identity.member.AccessPolicy;
import io.berth.identity.member.Actor;
import io.berth.identity.member.Members;
import io.berth.identity.right.Grant;
import io.berth.identity.right.NamedProject;
import io.berth.identity.right.TokenScope;
import io.berth.identity.robot.Robot;
import io.berth.identity.setting.RegistrySettings;
import io.berth.identity.user.User;
import io.berth.outbox.Outbox;
import io.berth.quota.QuotaLedger;
import io.berth.secret.Vault;
import io.berth.server.config.Settings;
import io.berth.server.wiring.ContentModule;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.storage.BlobStore;
import io.berth.storage.file.FileBlobStore;
import io.berth.tenant.Registries;
import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import io.berth.testing.HttpCall;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestDatabases;
import io.berth.webhook.WebhookPolicies;
import io.berth.webhook.Webhooks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The registry's API on a real listener with real tables and files. Who calls is said by the header
 * As, in place of credentials: admin, dev (a developer of project team), guest (known, but no
 * member), token-&lt;actions&gt; (dev with a token for team/app, and with &#64;repository behind it
 * for pulling from that), robot (of project team), scoped (dev with an access token for that
 * project), anonymous.
 */
final class OciServer implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  final Database database;
  final Registry registry;
  private final long dev;
  private final Server server;
  final Catalog catalog;
  final BlobStore store;
  final QuotaLedger quotas;
  final AuditLog audit;
  final RegistrySettings settings;

  /** Requests that were not answered from memory. */
  final AtomicInteger handled = new AtomicInteger();

  /** Whether the registry counts as one that lets in some addresses only. */
  volatile boolean closed;

  OciServer(Path folder) throws IOException {
    this(folder, Sparse.REFUSED);
  }

  OciServer(Path folder, Sparse sparse) throws IOException {
    this(folder, sparse, Dialect.SQLITE);
  }

  OciServer(Path folder, Sparse sparse, Dialect dialect) throws IOException {
    this(new FileBlobStore(folder), sparse, dialect, List.of());
  }

  /**
   * @param redirected whose pulls are sent to the store
   */
  OciServer(BlobStore store, Sparse sparse, Dialect dialect, List<AddressRange> redirected)
      throws IOException {
    this.store = store;
    database = TestDatabases.fresh(dialect);
    var clock = Clock.systemUTC();
    registry = new Registry(insertRegistry(), "demo", "demo1234", true, Registry.Limits.NONE, "");
    dev = insertUser("dev");
    audit = new AuditLog(database, clock);
    var content =
        new ContentModule(
            database,
            store,
            audit,
            new SimpleMeterRegistry(),
            clock,
            new Settings.Upkeep(
                TestCatalog.LEASE,
                Duration.ofMinutes(1),
                Duration.ofDays(1),
                0,
                0,
                Duration.ofDays(7)));
    catalog = content.catalog;
    quotas = content.quotas;
    catalog.projects().create(registry.id(), "team", false, dev, "dev");
    catalog.projects().create(registry.id(), "open", true, null, "");
    catalog.projects().create(registry.id(), "hidden", false, null, "");
    settings = new RegistrySettings(database, clock);
    var random = new SecureRandom();
    var policy = new AccessPolicy(new Members(database, clock), settings);
    var vault = new Vault(new byte[32], random);
    var outbox = new Outbox(database, clock);
    var events =
        new ContentEvents(
            new Webhooks(new WebhookPolicies(database, outbox, vault, clock), outbox, clock),
            catalog.repositories());
    var api =
        new OciApi(
                catalog,
                store,
                content.blobs,
                quotas,
                policy,
                sparse,
                new UploadIds(vault, random, clock, Duration.ofDays(1)))
            .api(
                new Callers(),
                new ExpiryWarning(clock),
                new ContentAudit(new Audit(audit, clock), content.statistics.traffic(), events),
                events,
                new BlobRedirects(redirected, _ -> closed));
    server =
        Server.start(
            new ServerOptions(
                "127.0.0.1",
                0,
                Optional.empty(),
                new Hosts(Set.of("localhost"), ".localhost"),
                List.of()),
            new OneRegistry(registry),
            List.of(api),
            (_, _, _, _, _) -> {},
            System.err,
            Clock.systemUTC());
  }

  private record OneRegistry(Registry registry) implements Registries {
    @Override
    public Optional<Registry> byHostLabel(String label) {
      return label.equals(registry.hostLabel()) ? Optional.of(registry) : Optional.empty();
    }

    @Override
    public Optional<Registry> defaultRegistry() {
      return Optional.of(registry);
    }
  }

  /** Whoever asks with the header From-Memory is known to memory as well. */
  private final class Callers implements CallerFilter<Actor> {
    @Override
    public Actor find(Request request) {
      handled.incrementAndGet();
      return actor(request);
    }

    @Override
    public Optional<Actor> peek(Request request) {
      return request.header("From-Memory") == null ? Optional.empty() : Optional.of(actor(request));
    }
  }

  private Actor actor(Request request) {
    var as = request.header("As");
    if (as == null) {
      return new Actor.Anonymous(null);
    }
    if (as.startsWith("token-")) {
      var words = as.substring(6).split("@", 2);
      var grants = new ArrayList<Grant>();
      grants.add(new Grant("repository", "team/app", Set.of(words[0].split("[+]", -1))));
      if (words.length == 2) {
        grants.add(new Grant("repository", words[1], Set.of("pull")));
      }
      return person(dev, "dev", false, grants);
    }
    return switch (as) {
      case "admin" -> person(0, "admin", true, null);
      case "dev" -> person(dev, "dev", false, null);
      case "scoped" ->
          new Actor.Person(
              ((Actor.Person) person(dev, "dev", false, null)).user(),
              List.of(),
              false,
              Actor.Way.ACCESS_TOKEN,
              null,
              new TokenScope(1, TokenScope.Level.PUSH, List.of(new NamedProject(1, "team")), null));
      case "robot" -> new Actor.Program(robot(), "robot$team+ci", null);
      case "guest" -> person(77, "guest", false, null);
      default -> new Actor.Anonymous(List.of(new Grant("repository", "open/app", Set.of("pull"))));
    };
  }

  private Robot robot() {
    return new Robot(
        1,
        registry.id(),
        "team+ci",
        project("team").id(),
        "team",
        "",
        false,
        -1,
        null,
        List.of(),
        List.of(),
        null,
        0,
        new Robot.Creator(false, dev),
        Instant.EPOCH,
        Instant.EPOCH,
        null);
  }

  private Actor person(long id, String name, boolean sysadmin, @Nullable List<Grant> limit) {
    var user =
        new User(
            id,
            registry.id(),
            name,
            null,
            "",
            "",
            User.Origin.LOCAL,
            sysadmin,
            0,
            Instant.EPOCH,
            Instant.EPOCH);
    return new Actor.Person(user, List.of(), false, Actor.Way.PASSWORD, limit);
  }

  private RegistryId insertRegistry() {
    var id = RegistryId.random();
    database.run(
        handle -> {
          handle.execute(
              "INSERT INTO account (id, name, email, password_hash, created_at) VALUES (1, 'a', '', '', 1)");
          handle.execute(
              "INSERT INTO cloud_project (id, account_id, description, status, created_at) VALUES ('p', 1, '', 'ok', 1)");
          handle.execute(
              "INSERT INTO registry (id, cloud_project_id, name, region, plan_id, status, host_label,"
                  + " token_key_sealed, created_at, updated_at) VALUES (?, 'p', 'demo', '', '', 'READY', 'demo1234', ?, 1, 1)",
              id.value(),
              new byte[1]);
        });
    return id;
  }

  private long insertUser(String name) {
    return database.write(
        handle ->
            handle
                .createQuery(
                    "INSERT INTO registry_user (registry_id, username, origin, created_at, updated_at)"
                        + " VALUES (?, ?, 'LOCAL', 1, 1) RETURNING id")
                .bind(0, registry.id().value())
                .bind(1, name)
                .mapTo(Long.class)
                .one());
  }

  Project project(String name) {
    return catalog.projects().find(registry.id(), name).orElseThrow();
  }

  String url(String path) {
    return path.startsWith("http") ? path : "http://127.0.0.1:" + server.port() + path;
  }

  /** A request to this server. */
  HttpCall call(String method, String path) {
    return new HttpCall(
        client, method, URI.create(url(path)), (call, name) -> call.header("As", name));
  }

  /** Pushes a blob the usual way as the administrator. */
  Digest push(String repository, byte[] bytes) {
    var digest = Digest.of(Digest.Algorithm.SHA256, bytes);
    var begun = call("POST", "/v2/" + repository + "/blobs/uploads/").as("admin").send();
    var location =
        begun
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new AssertionError(begun + " " + new String(begun.body(), UTF_8)));
    var status = call("PUT", location + "?digest=" + digest).as("admin").body(bytes).send();
    if (status.statusCode() != 201) {
      throw new AssertionError(
          "push answered " + status.statusCode() + " " + new String(status.body(), UTF_8));
    }
    return digest;
  }

  @Override
  public void close() {
    server.close();
    client.close();
    database.close();
  }
}
