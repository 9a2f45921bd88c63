package io.berth.control;

import io.berth.fault.FaultException;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import java.io.IOException;
import java.net.IDN;
import java.time.Clock;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code …/containerRegistry/{registryID}/domain}: names of one's own for a registry, each with its
 * certificate.
 */
final class DomainEndpoints {
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]*[a-z0-9])");

  private final Owned owned;
  private final RegistryDomains domains;
  private final Predicate<String> ours;
  private final Clock clock;

  /**
   * @param ours whether a host name belongs to this server anyway
   */
  DomainEndpoints(Owned owned, RegistryDomains domains, Predicate<String> ours, Clock clock) {
    this.owned = owned;
    this.domains = domains;
    this.ours = ours;
    this.clock = clock;
  }

  record View(
      String domain,
      @Nullable String validFrom,
      @Nullable String validTo,
      @Nullable String createdAt,
      @Nullable String updatedAt) {
    static View of(RegistryDomains.Domain domain) {
      return new View(
          domain.name(),
          Times.text(domain.validFrom()),
          Times.text(domain.validTo()),
          Times.text(domain.createdAt()),
          Times.text(domain.updatedAt()));
    }
  }

  Response list(Request request) {
    return Response.json(
        200, domains.list(owned.registry(request).id()).stream().map(View::of).toList());
  }

  Response get(Request request) {
    return Response.json(
        200, View.of(domains.require(owned.registry(request).id(), request.param("domain"))));
  }

  Response add(Request request) throws IOException {
    var registry = owned.readyRegistry(request).id();
    var fields = Fields.of(Json.tree(request));
    var name = name(fields.required("domain"));
    domains.add(registry, name, certificate(name, fields));
    domains.refresh();
    return Response.json(200, View.of(domains.require(registry, name)));
  }

  Response renew(Request request) throws IOException {
    var registry = owned.readyRegistry(request).id();
    var name = domains.require(registry, request.param("domain")).name();
    domains.renew(registry, name, certificate(name, Fields.of(Json.tree(request))));
    return Response.json(200, null);
  }

  Response delete(Request request) {
    var registry = owned.readyRegistry(request).id();
    domains.delete(registry, domains.require(registry, request.param("domain")).name());
    domains.refresh();
    return Response.json(200, null);
  }

  private DomainCertificate certificate(String name, Fields fields) {
    return DomainCertificate.check(
        name, fields.requiredText("certificate"), fields.requiredText("key"), clock.instant());
  }

  /**
   * @throws FaultException Invalid BODY for what is no host name, or one of this server's own
   */
  private String name(String given) {
    String name;
    try {
      name = IDN.toASCII(given.strip(), IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException _) {
      name = "";
    }
    if (!NAME.matcher(name).matches()) {
      throw Fields.invalid("domain must be a host name such as registry.example.org");
    }
    if (ours.test(name)) {
      throw Fields.invalid(name + " is a name of this server itself");
    }
    return name;
  }
}
