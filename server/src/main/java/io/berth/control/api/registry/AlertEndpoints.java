package io.berth.control.api.registry;

import static io.berth.control.schema.Doc.Format.DATETIME;
import static io.berth.control.schema.Doc.Format.PASSWORD;

import io.berth.control.call.BetaCall;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.InRegistry;
import io.berth.control.call.RedirectUri;
import io.berth.control.registry.AlertJob;
import io.berth.control.registry.UsageAlert;
import io.berth.control.registry.UsageAlerts;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Constraint;
import io.berth.control.schema.Doc;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Required;
import io.berth.control.schema.Rfc3339;
import io.berth.control.schema.Settable;
import io.berth.control.schema.Type.Model;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.secret.Tokens;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** {@code …/containerRegistry/{registryID}/usageAlert}: a webhook for a registry that fills up. */
public final class AlertEndpoints {
  private static final String THRESHOLDS =
      "thresholds must be a list of 1 to 10 percentages from 1 to 100";

  private final UsageAlerts alerts;
  private final AlertJob job;
  private final ToLongFunction<RegistryId> sizes;
  private final Tokens tokens;

  public AlertEndpoints(
      UsageAlerts alerts, AlertJob job, ToLongFunction<RegistryId> sizes, SecureRandom random) {
    this.alerts = alerts;
    this.job = job;
    this.sizes = sizes;
    this.tokens = new Tokens(random);
  }

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    return List.of(
        BetaCall.get("/usageAlert", "Get where it is told that a registry fills up")
            .asks(access.registry(BetaCall.ACTION + "usageAlert/get"))
            .answers(Model.of(View.class))
            .by(this::get),
        BetaCall.put("/usageAlert", "Set where it is told that a registry fills up")
            .asks(access.readyRegistry(BetaCall.ACTION + "usageAlert/edit"))
            .takes(Model.of(View.class))
            .answers(Model.of(View.class))
            .by(this::put),
        BetaCall.delete("/usageAlert", "Tell nobody any more")
            .asks(access.readyRegistry(BetaCall.ACTION + "usageAlert/delete"))
            .by(this::delete),
        BetaCall.post("/usageAlert/test", "Send a message to try the receiver")
            .asks(access.readyRegistry(BetaCall.ACTION + "usageAlert/test"))
            .by(this::test));
  }

  @AnswerModel(
      name = "cloud.containerRegistry.UsageAlert",
      doc = "Where it is told that a registry fills up")
  record View(
      @Doc("Receiver, https") @Required String url,
      @Doc(value = "Signs messages; made up when absent, shown once", format = PASSWORD) @Settable
          @Nullable String secret,
      @Doc("Percentages; 80, 90, 100 when absent") @Settable @Constraint(message = THRESHOLDS)
          @Nullable List<Integer> thresholds,
      @Doc("Highest threshold told of, 0 for none") int reached,
      @Doc("Messages that were not taken yet") List<UsageAlerts.Waiting> waiting,
      @Doc(value = "When it was set first", format = DATETIME) String createdAt,
      @Doc(value = "When it was set last", format = DATETIME) String updatedAt) {}

  Response get(Request request, InRegistry found) {
    var alert = require(found.registry().id());
    return Response.json(200, view(alert, null));
  }

  /** Without a secret one is made; it is shown in this answer only. */
  Response put(Request request, InRegistry found) throws IOException {
    var registry = found.registry().id();
    var body = BodyReader.read(request, View.class);
    var url = RedirectUri.check("url", body.url());
    var given = body.secret();
    var secret = given == null || given.isEmpty() ? tokens.letters(40) : given;
    if (secret.length() < 16) {
      throw BodyReader.invalid("secret must have at least 16 characters");
    }
    alerts.put(registry, url, secret, thresholds(body.thresholds()));
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

  private static List<Integer> thresholds(@Nullable List<Integer> given) {
    if (given == null) {
      return UsageAlert.USUAL;
    }
    var thresholds = new TreeSet<>(given);
    if (thresholds.isEmpty()
        || thresholds.size() > 10
        || thresholds.first() < 1
        || thresholds.last() > 100) {
      throw BodyReader.invalid(THRESHOLDS);
    }
    return List.copyOf(thresholds);
  }

  private View view(UsageAlert alert, @Nullable String secret) {
    return new View(
        alert.url(),
        secret,
        alert.thresholds(),
        alert.told(),
        alerts.waiting(alert.registry()),
        Rfc3339.text(alert.createdAt()),
        Rfc3339.text(alert.updatedAt()));
  }

  private UsageAlert require(RegistryId registry) {
    return alerts.find(registry).orElseThrow(AlertEndpoints::absent);
  }

  private static FaultException absent() {
    return FaultException.notFound(Fault.Thing.OTHER, "This registry has no usage alert");
  }
}
