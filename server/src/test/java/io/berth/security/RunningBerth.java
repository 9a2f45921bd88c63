package io.berth.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.berth.catalog.RepositorySizes;
import io.berth.control.application.AccessRule;
import io.berth.control.registry.Plan;
import io.berth.http.routing.Api;
import io.berth.http.routing.Route;
import io.berth.identity.user.Passwords;
import io.berth.server.Main;
import io.berth.server.config.SettingSources;
import io.berth.server.config.Settings;
import io.berth.server.lifecycle.RegistryServer;
import io.berth.server.place.Bootstrap;
import io.berth.server.place.DataFolder;
import io.berth.server.place.Databases;
import io.berth.server.wiring.ControlStores;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import io.berth.testing.HttpCall;
import io.berth.testing.QuickPasswords;
import io.berth.testing.StatementLog;
import io.berth.testing.TableOwners;
import io.berth.testing.TemporaryFolder;
import io.berth.testing.TestDatabases;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * The whole program in this process, as {@code ./berth serve} wires it, with its first registry.
 * The caller {@code root} is the account of the first start with an access token for the control
 * API, {@code key} the same with a signature; users of the registry are known by name once they
 * were made here.
 */
public final class RunningBerth implements AutoCloseable {
  private final HttpClient client;
  private final Map<String, HttpClient> neighbours = new ConcurrentHashMap<>();
  private final Map<String, String> passwords = new HashMap<>();
  private final Map<String, String> settings;
  private final Passwords.Cost cost;
  private final Path folder;
  private RegistryServer server;
  private final Bootstrap bootstrap;
  private final String token;

  /** The host and the path of the registry that is meant, where that is not the first one. */
  private final Optional<Room> room;

  private record Room(String host, String path) {}

  private static final Map<Dialect, RunningBerth> SHARED = new EnumMap<>(Dialect.class);
  private static final AtomicInteger ROOMS = new AtomicInteger();

  /**
   * One for all tests of this process, that lives as long as it: for those that have accounts or
   * registries of their own there, or take a {@link #room}.
   */
  public static RunningBerth shared(Dialect dialect) throws IOException {
    synchronized (SHARED) {
      var known = SHARED.get(dialect);
      if (known == null) {
        known = new RunningBerth(dialect, TemporaryFolder.untilTheEnd("berth-shared"));
        SHARED.put(dialect, known);
      }
      return known;
    }
  }

  /**
   * The same server with a fresh registry, which takes the place of the first one in all calls but
   * those of the control API: as a server of its own to whoever looks at this registry only. It
   * costs a tenth of one and needs no closing.
   */
  public RunningBerth room() {
    var all = project() + "/containerRegistry";
    var wanted =
        "{'name':'room-%d','region':'GRA','libraryProject':true}"
            .formatted(ROOMS.incrementAndGet());
    var path = all + "/" + call("POST", all).as("root").json(wanted).json(200).path("id").asText();
    try {
      var ready =
          Await.until(
              "room that is READY",
              () -> call("GET", path).as("root").json(200),
              registry -> registry.path("status").asText().equals("READY"));
      var host = URI.create(ready.path("url").asText()).getAuthority();
      Await.until("answer at " + host, () -> call("GET", "/v2/", host).send().statusCode() == 401);
      return new RunningBerth(this, new Room(host, path));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Another server with the same content, master key and callers, on the same PostgreSQL unless
   * told otherwise, with an empty folder for what is its own.
   */
  public RunningBerth(RunningBerth first, Path folder, Map<String, String> more)
      throws IOException {
    this.folder = folder;
    this.cost = first.cost;
    this.client = HttpClient.newHttpClient();
    this.passwords.putAll(first.passwords);
    this.room = first.room;
    this.bootstrap = first.bootstrap;
    this.token = first.token;
    this.settings = new HashMap<>(first.settings);
    var data = Path.of(Objects.requireNonNull(settings.put("data", folder + "/data")));
    settings.putIfAbsent("storage", "file:" + data);
    settings.putIfAbsent("master-key", Files.readString(data.resolve("master.key")).strip());
    settings.putAll(more);
    server = start();
  }

  private RunningBerth(RunningBerth house, Room room) {
    this.folder = house.folder;
    this.cost = house.cost;
    this.client = house.client;
    this.settings = house.settings;
    this.server = house.server;
    this.bootstrap = house.bootstrap;
    this.token = house.token;
    this.room = Optional.of(room);
  }

  /**
   * @param folder an empty one, where its data goes
   */
  public RunningBerth(Dialect dialect, Path folder) throws IOException {
    this(dialect, folder, Map.of());
  }

  /**
   * @param more settings beside those that every one of these has
   */
  public RunningBerth(Dialect dialect, Path folder, Map<String, String> more) throws IOException {
    this(dialect, folder, more, QuickPasswords.COST);
  }

  /** With passwords that take as long as those of a real server. */
  public static RunningBerth withUsualPasswords(Dialect dialect, Path folder) throws IOException {
    return new RunningBerth(dialect, folder, Map.of(), Passwords.Cost.USUAL);
  }

  private RunningBerth(Dialect dialect, Path folder, Map<String, String> more, Passwords.Cost cost)
      throws IOException {
    this.folder = folder;
    this.cost = cost;
    this.client = HttpClient.newHttpClient();
    this.room = Optional.empty();
    this.settings =
        new HashMap<>(
            Map.of("data", folder.resolve("data").toString(), "port", "0", "tls-port", "0"));
    settings.putAll(more);
    if (dialect == Dialect.POSTGRESQL) {
      settings.put("database", TestDatabases.emptyPostgresql());
      settings.put("database-user", "postgres");
    }
    server = start();
    bootstrap = server.made().orElseThrow();
    token =
        call("POST", "/auth/oauth2/token")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .basic(bootstrap.clientId(), bootstrap.clientSecret())
            .body("grant_type=client_credentials".getBytes(UTF_8))
            .json(200)
            .path("access_token")
            .asText();
  }

  private RegistryServer start() throws IOException {
    var started =
        RegistryServer.start(
            Settings.of(SettingSources.load(settings, Map.of(), folder, Optional.empty())), cost);
    TableOwners.watched(started.database());
    return started;
  }

  /** Runs a word of the program beside the server, on its data; the exit code. */
  public int command(String... words) {
    return command(System.out, words);
  }

  /** The same, with what it says written to a stream. */
  public int command(PrintStream out, String... words) {
    var environment = new HashMap<String, String>();
    settings.forEach(
        (key, value) ->
            environment.put("BERTH_" + key.toUpperCase(Locale.ROOT).replace('-', '_'), value));
    return new Main(environment, folder, out, out).run(words);
  }

  /** Stops, and starts again on the same data, on another port. */
  public void restart() throws IOException {
    server.close();
    server = start();
  }

  /** Stops, changes the tables to what a long life or a crash would leave, and starts again. */
  public void restartWith(String sql, Object... arguments) throws IOException {
    server.close();
    var source = Settings.of(SettingSources.load(settings, Map.of(), folder, Optional.empty()));
    try (var data = DataFolder.lock(source);
        var database = Databases.open(source, data)) {
      database.run(handle -> handle.execute(sql, arguments));
    }
    server = start();
  }

  /** What its database is asked from now on. */
  public StatementLog statements() {
    return new StatementLog(server.database());
  }

  /** A request on the control host, which also serves the first registry; or on the room's. */
  public HttpCall call(String method, String path) {
    return room.isEmpty() || path.startsWith("/v1/") || path.startsWith("/auth/")
        ? here(method, path)
        : here(method, path).header("Host", room.get().host());
  }

  private HttpCall here(String method, String path) {
    return new HttpCall(
        client,
        method,
        URI.create("http://127.0.0.1:" + server.addresses().port() + path),
        this::identify);
  }

  /** A request from another address of the loopback network, such as {@code 127.0.0.7}. */
  public HttpCall callFrom(String address, String method, String path) {
    var neighbour = neighbours.computeIfAbsent(address, RunningBerth::clientAt);
    return new HttpCall(
        neighbour,
        method,
        URI.create("http://127.0.0.1:" + server.addresses().port() + path),
        this::identify);
  }

  private static HttpClient clientAt(String address) {
    try {
      return HttpClient.newBuilder().localAddress(InetAddress.getByName(address)).build();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** How many rows a table has, or whatever number this asks for. */
  public long number(String sql) {
    return server
        .database()
        .read((Handle handle) -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  /** Changes the tables under the running server, as time or another server would. */
  public int change(String sql, Object... arguments) {
    return server.database().write((Handle handle) -> handle.execute(sql, arguments));
  }

  /** A request on a registry's own host. */
  public HttpCall call(String method, String path, String host) {
    return here(method, path).header("Host", host);
  }

  /** The password of a user who was made here. */
  public String password(String user) {
    return Objects.requireNonNull(passwords.get(user));
  }

  /** The application key of the first start. */
  public String applicationKey() {
    return bootstrap.applicationKey();
  }

  /** The port of plain HTTP. */
  public int port() {
    return server.addresses().port();
  }

  /** The port of HTTPS, 0 without it. */
  public int tlsPort() {
    return server.addresses().tlsPort();
  }

  /** The host of the first registry, without port. */
  public String registryHost() {
    return room.map(it -> it.host().replaceFirst(":.*", ""))
        .orElseGet(() -> URI.create(bootstrap.registries().getFirst().url()).getHost());
  }

  private void identify(HttpCall call, String caller) {
    if (caller.equals("root")) {
      call.header("Authorization", "Bearer " + token);
    } else if (caller.equals("key")) {
      call.whenComplete(complete -> sign(complete, complete.url().toString()));
    } else {
      var password = passwords.get(caller);
      if (password == null) {
        throw new IllegalArgumentException("make the user " + caller + " first");
      }
      call.basic(caller, password);
    }
  }

  /** Signs a call with the application key of the first start, over this URL. */
  public void sign(HttpCall call, String url) {
    sign(
        call,
        url,
        new Key(
            bootstrap.applicationKey(), bootstrap.applicationSecret(), bootstrap.consumerKey()));
  }

  private static void sign(HttpCall call, String url, Key key) {
    var time = String.valueOf(Clock.systemUTC().instant().getEpochSecond());
    call.header("X-Ovh-Application", key.application())
        .header("X-Ovh-Consumer", key.consumer())
        .header("X-Ovh-Timestamp", time)
        .header("X-Ovh-Signature", signature(call, url, time, key));
  }

  private static String signature(HttpCall call, String url, String time, Key key) {
    var text =
        String.join(
            "+",
            key.secret(),
            key.consumer(),
            call.method(),
            url,
            new String(call.body(), UTF_8),
            time);
    try {
      var sha1 = MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8));
      return "$1$" + HexFormat.of().formatHex(sha1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What signs calls: an application's key and secret, and a consumer key. */
  public record Key(String application, String secret, String consumer) {}

  /** A consumer key of an account for some calls. */
  public Key consumerKey(String account, List<AccessRule> rules) {
    var control = server.control();
    var owner = control.accounts.findByName(account).orElseThrow();
    var made = control.applications.create(owner, "a", "");
    return new Key(made.key(), made.secret(), control.applications.grant(made, rules));
  }

  /** Signs a call when it is complete. */
  public HttpCall signed(HttpCall call, Key key) {
    return call.whenComplete(complete -> sign(complete, complete.url().toString(), key));
  }

  /** What no answer may ever hold. */
  public List<String> secrets() {
    return List.of(
        bootstrap.password(),
        bootstrap.applicationSecret(),
        bootstrap.consumerKey(),
        bootstrap.clientSecret(),
        token);
  }

  /** The password of the account of the first start. */
  public String accountPassword() {
    return bootstrap.password();
  }

  /** Makes another account of the control plane, which has no part in anything yet. */
  public void account(String name, String password) {
    server.control().accounts.create(name, name + "@example.test", password);
    remember(name, password);
  }

  /** The id of a project that another account owns. */
  public String strangersProject() {
    var stranger = server.control().accounts.create("stranger", "s@example.test", "Stranger-1234");
    return server.control().cloudProjects.create(stranger, "theirs").id();
  }

  /** Makes registries in the first start's project; their ids. */
  public List<String> registries(int many) {
    var control = server.control();
    var owner = control.accounts.findByName(bootstrap.account()).orElseThrow();
    var project = control.cloudProjects.require(owner, bootstrap.serviceName());
    return IntStream.range(0, many)
        .mapToObj(i -> control.lifecycle.createNow(project, "many-" + i, "GRA", Plan.SMALL))
        .map(registry -> registry.id().value())
        .toList();
  }

  /** Its control plane, for what no call of the API makes. */
  public ControlStores control() {
    return server.control();
  }

  /** Measures all repositories now, which a job does later. */
  public void measure() {
    new RepositorySizes(server.database(), Clock.systemUTC()).measureAll();
  }

  /** All APIs, as they are served. */
  public List<Api<?>> apis() {
    return server.apis();
  }

  /** The routes of an API, as they are served. */
  public List<Route<?>> routes(String api) {
    return server.apis().stream()
        .filter(it -> it.name().equals(api))
        .<Route<?>>flatMap(it -> it.routes().stream())
        .toList();
  }

  /** The password of the account of the first start, {@code admin}. */
  public String password() {
    return bootstrap.password();
  }

  /** The path of the first start's project in the control API. */
  public String project() {
    return "/v1/cloud/project/" + bootstrap.serviceName();
  }

  /** The path of the first registry in the control API. */
  public String registry() {
    return room.map(Room::path)
        .orElseGet(
            () -> project() + "/containerRegistry/" + bootstrap.registries().getFirst().id());
  }

  /** The password of a user who was made here. */
  public String passwordOf(String user) {
    return passwords.getOrDefault(user, "");
  }

  /** Signs in this user from now on with this password. */
  public void remember(String user, String password) {
    passwords.put(user, password);
  }

  /** Makes an administrator of the first registry, as its owner does. */
  public long administrator(String name) {
    var made =
        call("POST", registry() + "/users")
            .as("root")
            .json("{'login':'%s','email':'%s@example.test'}".formatted(name, name))
            .json(200);
    remember(name, made.path("password").asText());
    return made.path("id").asLong();
  }

  /** Makes a user without rights, as an administrator does. */
  public long user(String administrator, String name) {
    var answer =
        call("POST", "/api/v2.0/users")
            .as(administrator)
            .json(
                "{'username':'%s','email':'%s@example.test','realname':'%s','password':'Secret-1234'}"
                    .formatted(name, name, name))
            .send();
    remember(name, "Secret-1234");
    var location = answer.headers().firstValue("Location").orElseThrow();
    return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
  }

  @Override
  public void close() {
    if (room.isEmpty()) {
      server.close();
      client.close();
    }
    neighbours.values().forEach(HttpClient::close);
    TableOwners.assertKept();
  }
}
