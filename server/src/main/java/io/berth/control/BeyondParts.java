package io.berth.control;

import static io.berth.control.schema.Doc.Format.PASSWORD;

import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Doc;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Scalar;
import io.berth.control.schema.Type.Model;
import io.berth.http.Api;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.ProviderSettings;
import io.berth.identity.oidc.ProviderReport;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * What owners of registries get beyond OVHcloud's service, put together: names of their own, usage
 * alerts, an access log, figures for Prometheus, and a dry run of a provider.
 */
public final class BeyondParts {
  public final RegistryDomains domains;
  public final AccessLog accessLog;
  public final AlertJob alertJob;

  private final AccountParts.Ground ground;
  private final Outside outside;
  private final DomainClaims claims;
  private final UsageAlerts alerts;
  private final RegistryMetrics metrics;
  private volatile ToLongFunction<RegistryId> sizes = _ -> 0;

  /**
   * What other parts of the program tell and do.
   *
   * @param webhook sends a message to an owner's receiver
   * @param report tries a provider; what is found is answered as it is
   * @param ours whether a host name is this server's own
   * @param records asks DNS servers
   * @param stopping true when the server goes down
   */
  public record Outside(
      AlertJob.Webhook webhook,
      Function<ProviderSettings, ProviderReport.Report> report,
      Predicate<String> ours,
      TextRecords records,
      BooleanSupplier stopping) {}

  BeyondParts(AccountParts.Ground ground, ManagedRegistries registries, Outside outside) {
    this.ground = ground;
    domains = new RegistryDomains(ground.database(), ground.vault(), ground.clock());
    claims = new DomainClaims(ground.database(), ground.vault(), ground.random(), ground.clock());
    this.outside = outside;
    accessLog = new AccessLog(ground.database(), ground.clock());
    alerts = new UsageAlerts(ground.database(), ground.vault(), ground.clock());
    alertJob = new AlertJob(alerts, registries, this::size, outside.webhook(), ground.clock());
    metrics =
        new RegistryMetrics(
            ground.database(), registries, this::size, ground.random(), ground.clock());
  }

  /** What stands on the registries' hosts. */
  public Api metricsApi() {
    return metrics.api();
  }

  /** Where usage alerts go. */
  public List<String> receivers() {
    return alerts.all().stream().map(UsageAlert::url).distinct().toList();
  }

  /** Who tells how many bytes a registry's content takes; given before anybody asks. */
  void measureBy(ToLongFunction<RegistryId> known) {
    sizes = known;
  }

  private long size(RegistryId registry) {
    return sizes.applyAsLong(registry);
  }

  BooleanSupplier stopping() {
    return outside.stopping();
  }

  @AnswerModel(
      name = "cloud.containerRegistry.MetricsToken",
      doc = "A token for Prometheus, shown this once")
  private record NewToken(
      @Doc(value = "Bearer token", format = PASSWORD) String token,
      @Doc("Path of the figures on the registry's host") String path) {}

  List<Operation> operations(Owned owned) {
    var domain =
        new DomainEndpoints(
            owned, domains, claims, outside.records(), outside.ours(), ground.clock());
    var alert = new AlertEndpoints(owned, alerts, alertJob, this::size, ground.random());
    var log = new AccessLogEndpoints(owned, accessLog, new JsonLines(outside.stopping()));
    return List.of(
        get("/domain", "List the host names of one's own", "domain/get")
            .answers(Model.of(DomainEndpoints.View.class).list())
            .by(domain::list),
        post("/domain", "Claim a host name of one's own for a registry", "domain/create")
            .takes(Model.of(DomainEndpoints.Creation.class))
            .answers(Model.of(DomainEndpoints.View.class))
            .by(domain::add),
        get("/domain/{domain}", "Get a host name", "domain/get")
            .answers(Model.of(DomainEndpoints.View.class))
            .by(domain::get),
        post("/domain/{domain}/verify", "Look up whose a host name is", "domain/verify")
            .answers(Model.of(DomainEndpoints.View.class))
            .by(domain::verify),
        put("/domain/{domain}", "Give a host name another certificate", "domain/edit")
            .takes(Model.of(DomainEndpoints.Certificate.class))
            .by(domain::renew),
        delete("/domain/{domain}", "Take a host name away", "domain/delete").by(domain::delete),
        get("/usageAlert", "Get where it is told that a registry fills up", "usageAlert/get")
            .answers(Model.of(AlertEndpoints.View.class))
            .by(alert::get),
        put("/usageAlert", "Set where it is told that a registry fills up", "usageAlert/edit")
            .takes(Model.of(AlertEndpoints.View.class))
            .answers(Model.of(AlertEndpoints.View.class))
            .by(alert::put),
        delete("/usageAlert", "Tell nobody any more", "usageAlert/delete").by(alert::delete),
        post("/usageAlert/test", "Send a message to try the receiver", "usageAlert/test")
            .by(alert::test),
        get("/accessLog", "Read the access log, oldest first", "accessLog/get")
            .query("after", Scalar.LONG, "Only with an ID above: the next page")
            .query("limit", Scalar.LONG, "At most so many; 100 when absent")
            .query("format", Scalar.STRING, "jsonl: JSON lines, without limit")
            .query("follow", Scalar.BOOLEAN, "true: JSON lines as they come")
            .answers(Model.of(AccessLog.Line.class).list())
            .by(log::read),
        get("/accessLog/setting", "Get for how long an access log is kept", "accessLog/get")
            .answers(Model.of(AccessLogEndpoints.Setting.class))
            .by(log::setting),
        put("/accessLog/setting", "Begin or end an access log", "accessLog/edit")
            .takes(Model.of(AccessLogEndpoints.Setting.class))
            .by(log::edit),
        post("/metrics/token", "Make a new token for the figures", "metrics/token/create")
            .answers(Model.of(NewToken.class))
            .by(request -> newToken(owned, request)),
        delete("/metrics/token", "End the token for the figures", "metrics/token/delete")
            .by(request -> endToken(owned, request)),
        post("/openIdConnect/check", "Try a provider, keeping nothing", "openIdConnect/check")
            .takes(Model.of(OidcConfiguration.Check.class))
            .answers(Model.of(OidcReport.class))
            .by(request -> check(owned, request)));
  }

  private static Operation.Draft get(String path, String description, String action) {
    return asking(Operation.get(Owned.REGISTRY + path, description), action);
  }

  private static Operation.Draft post(String path, String description, String action) {
    return asking(Operation.post(Owned.REGISTRY + path, description), action);
  }

  private static Operation.Draft put(String path, String description, String action) {
    return asking(Operation.put(Owned.REGISTRY + path, description), action);
  }

  private static Operation.Draft delete(String path, String description, String action) {
    return asking(Operation.delete(Owned.REGISTRY + path, description), action);
  }

  private static Operation.Draft asking(Operation.Draft draft, String action) {
    return draft.asks(Role.PREFIX + "containerRegistry/" + action).beta();
  }

  private Response newToken(Owned owned, Request request) {
    var token = metrics.newToken(owned.readyRegistry(request).id());
    return Response.json(200, new NewToken(token, RegistryMetrics.PATH));
  }

  private Response endToken(Owned owned, Request request) {
    metrics.deleteToken(owned.readyRegistry(request).id());
    return Response.json(200, null);
  }

  /** Nothing is kept; a configuration that would be refused still gets its report. */
  private Response check(Owned owned, Request request) throws IOException {
    owned.registry(request);
    var settings = BodyReader.read(request, OidcConfiguration.Check.class).provider().settings();
    return Response.json(200, OidcReport.of(outside.report().apply(settings)));
  }

  /** Forgets what is kept no longer; how many. */
  public long sweep() {
    return accessLog.sweep() + claims.sweep();
  }
}
