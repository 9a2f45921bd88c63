package io.berth.control;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** {@code …/containerRegistry/{registryID}/usageAlert}: a webhook for a registry that fills up. */
final class AlertEndpoints {
  private final UsageAlerts alerts;
  private final AlertJob job;
  private final ToLongFunction<RegistryId> sizes;
  private final Tokens tokens;

  AlertEndpoints(
      UsageAlerts alerts, AlertJob job, ToLongFunction<RegistryId> sizes, SecureRandom random) {
    this.alerts = alerts;
    this.job = job;
    this.sizes = sizes;
    this.tokens = new Tokens(random);
  }

  Response get(Request request, InRegistry found) {
    var alert = require(found.registry().id());
    return Response.json(200, view(alert, null));
  }

  /** Without a secret one is made; it is shown in this answer only. */
  Response put(Request request, InRegistry found) throws IOException {
    var registry = found.registry().id();
    var fields = Fields.of(Json.tree(request));
    var url = Redirection.check("url", fields.required("url"));
    var secret = fields.text("secret").filter(text -> !text.isEmpty()).orElse(tokens.letters(40));
    if (secret.length() < 16) {
      throw Fields.invalid("secret must have at least 16 characters");
    }
    alerts.put(registry, url, secret, thresholds(fields));
    return Response.json(200, view(require(registry), secret));
  }

  Response delete(Request request, InRegistry found) {
    if (!alerts.delete(found.registry().id())) {
      throw absent();
    }
    return Response.json(200, null);
  }

  /** Queues a message with the figures of now, so that the receiver can be tried. */
  Response test(Request request, InRegistry found) {
    var registry = found.registry();
    require(registry.id());
    if (!alerts.queue(
        registry.id(), job.message("test", registry, sizes.applyAsLong(registry.id()), 0))) {
      throw new FaultException(
          new Fault.TooManyRequests(
              Duration.ofMinutes(1), "twenty messages wait for the receiver already"));
    }
    return Response.json(200, null);
  }

  private static List<Integer> thresholds(Fields fields) {
    var list = fields.object().path("thresholds");
    if (list.isMissingNode() || list.isNull()) {
      return UsageAlert.USUAL;
    }
    var thresholds = new TreeSet<Integer>();
    list.forEach(node -> thresholds.add(node.isInt() ? node.asInt() : 0));
    if (thresholds.isEmpty()
        || thresholds.size() > 10
        || thresholds.first() < 1
        || thresholds.last() > 100) {
      throw Fields.invalid("thresholds must be a list of 1 to 10 percentages from 1 to 100");
    }
    return List.copyOf(thresholds);
  }

  private Map<String, @Nullable Object> view(UsageAlert alert, @Nullable String secret) {
    var view = new LinkedHashMap<String, @Nullable Object>();
    view.put("url", alert.url());
    view.put("secret", secret);
    view.put("thresholds", alert.thresholds());
    view.put("reached", alert.told());
    view.put("waiting", alerts.waiting(alert.registry()));
    view.put("createdAt", Times.text(alert.createdAt()));
    view.put("updatedAt", Times.text(alert.updatedAt()));
    return view;
  }

  private UsageAlert require(RegistryId registry) {
    return alerts.find(registry).orElseThrow(AlertEndpoints::absent);
  }

  private static FaultException absent() {
    return FaultException.notFound(Fault.Thing.OTHER, "This registry has no usage alert");
  }
}
