package io.berth.control;

import io.berth.control.schema.Operation;
import io.berth.control.schema.Scalar;
import io.berth.http.Api;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.ProviderSettings;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.LinkedHashMap;
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
  private static final String ACTION = Role.PREFIX + "containerRegistry/";

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
      Function<ProviderSettings, Object> report,
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
  public Api<?> metricsApi() {
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

  List<Operation<ControlCall>> operations(ControlAccess access) {
    var domain =
        new DomainEndpoints(domains, claims, outside.records(), outside.ours(), ground.clock());
    var alert = new AlertEndpoints(alerts, alertJob, this::size, ground.random());
    var log = new AccessLogEndpoints(accessLog, new JsonLines(outside.stopping()));
    return List.of(
        get("/domain", "List the host names of one's own")
            .asks(access.registry(ACTION + "domain/get"))
            .answers(BeyondModels.DOMAIN.list())
            .by(domain::list),
        post("/domain", "Claim a host name of one's own for a registry")
            .asks(access.readyRegistry(ACTION + "domain/create"))
            .takes(BeyondModels.DOMAIN_CREATION)
            .answers(BeyondModels.DOMAIN)
            .by(domain::add),
        get("/domain/{domain}", "Get a host name")
            .asks(access.registry(ACTION + "domain/get"))
            .answers(BeyondModels.DOMAIN)
            .by(domain::get),
        post("/domain/{domain}/verify", "Look up whose a host name is")
            .asks(access.readyRegistry(ACTION + "domain/verify"))
            .answers(BeyondModels.DOMAIN)
            .by(domain::verify),
        put("/domain/{domain}", "Give a host name another certificate")
            .asks(access.readyRegistry(ACTION + "domain/edit"))
            .takes(BeyondModels.CERTIFICATE)
            .by(domain::renew),
        delete("/domain/{domain}", "Take a host name away")
            .asks(access.readyRegistry(ACTION + "domain/delete"))
            .by(domain::delete),
        get("/usageAlert", "Get where it is told that a registry fills up")
            .asks(access.registry(ACTION + "usageAlert/get"))
            .answers(BeyondModels.ALERT)
            .by(alert::get),
        put("/usageAlert", "Set where it is told that a registry fills up")
            .asks(access.readyRegistry(ACTION + "usageAlert/edit"))
            .takes(BeyondModels.ALERT)
            .answers(BeyondModels.ALERT)
            .by(alert::put),
        delete("/usageAlert", "Tell nobody any more")
            .asks(access.readyRegistry(ACTION + "usageAlert/delete"))
            .by(alert::delete),
        post("/usageAlert/test", "Send a message to try the receiver")
            .asks(access.readyRegistry(ACTION + "usageAlert/test"))
            .by(alert::test),
        get("/accessLog", "Read the access log, oldest first")
            .asks(access.registry(ACTION + "accessLog/get"))
            .query("after", Scalar.LONG, "Only with an ID above: the next page")
            .query("limit", Scalar.LONG, "At most so many; 100 when absent")
            .query("format", Scalar.STRING, "jsonl: JSON lines, without limit")
            .query("follow", Scalar.BOOLEAN, "true: JSON lines as they come")
            .answers(BeyondModels.ACCESS.list())
            .by(log::read),
        get("/accessLog/setting", "Get for how long an access log is kept")
            .asks(access.registry(ACTION + "accessLog/get"))
            .answers(BeyondModels.ACCESS_SETTING)
            .by(log::setting),
        put("/accessLog/setting", "Begin or end an access log")
            .asks(access.readyRegistry(ACTION + "accessLog/edit"))
            .takes(BeyondModels.ACCESS_SETTING)
            .by(log::edit),
        post("/metrics/token", "Make a new token for the figures")
            .asks(access.readyRegistry(ACTION + "metrics/token/create"))
            .answers(BeyondModels.METRICS_TOKEN)
            .by((_, found) -> newToken(found.registry().id())),
        delete("/metrics/token", "End the token for the figures")
            .asks(access.readyRegistry(ACTION + "metrics/token/delete"))
            .by((_, found) -> endToken(found.registry().id())),
        post("/openIdConnect/check", "Try a provider, keeping nothing")
            .asks(access.registry(ACTION + "openIdConnect/check"))
            .takes(BeyondModels.CHECK)
            .answers(BeyondModels.REPORT)
            .by(this::check));
  }

  private static Operation.Draft<?, ?> get(String path, String description) {
    return Operation.get(ControlAccess.REGISTRY + path, description).beta();
  }

  private static Operation.Draft<?, ?> post(String path, String description) {
    return Operation.post(ControlAccess.REGISTRY + path, description).beta();
  }

  private static Operation.Draft<?, ?> put(String path, String description) {
    return Operation.put(ControlAccess.REGISTRY + path, description).beta();
  }

  private static Operation.Draft<?, ?> delete(String path, String description) {
    return Operation.delete(ControlAccess.REGISTRY + path, description).beta();
  }

  private Response newToken(RegistryId registry) {
    var answer = new LinkedHashMap<String, String>();
    answer.put("token", metrics.newToken(registry));
    answer.put("path", RegistryMetrics.PATH);
    return Response.json(200, answer);
  }

  private Response endToken(RegistryId registry) {
    metrics.deleteToken(registry);
    return Response.json(200, null);
  }

  /** Nothing is kept; a configuration that would be refused still gets its report. */
  private Response check(Request request) throws IOException {
    var settings = ProviderBody.create(Fields.of(Json.tree(request)));
    return Response.json(200, outside.report().apply(settings));
  }

  /** Forgets what is kept no longer; how many. */
  public long sweep() {
    return accessLog.sweep() + claims.sweep();
  }
}
