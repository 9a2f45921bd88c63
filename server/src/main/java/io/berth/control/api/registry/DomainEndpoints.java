package io.berth.control.api.registry;

import static io.berth.control.schema.Doc.Format.DATETIME;
import static io.berth.control.schema.Doc.Format.PASSWORD;

import io.berth.control.call.BetaCall;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.InRegistry;
import io.berth.control.registry.DomainCertificate;
import io.berth.control.registry.DomainClaims;
import io.berth.control.registry.RegistryDomains;
import io.berth.control.registry.RegistryDomains.Domain;
import io.berth.control.registry.RegistryDomains.State;
import io.berth.control.registry.TxtRecords;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.BodyModel;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Constraint;
import io.berth.control.schema.Doc;
import io.berth.control.schema.EnumModel;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Rfc3339;
import io.berth.control.schema.Type.Model;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.tenant.PublicAddresses;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.net.IDN;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code …/containerRegistry/{registryID}/domain}: names of one's own for a registry, each with its
 * certificate. A registry answers to one from the moment a TXT record showed that it is its own.
 */
public final class DomainEndpoints {
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]*[a-z0-9])");

  /** A label more stands before it in the record that shows whose it is. */
  private static final int LONGEST = 253 - DomainClaims.LABEL.length();

  static final int LONGEST_PEM = 100_000;
  private static final String SPACE = "cloud.containerRegistry.";
  static final String CHAIN = "PEM certificate chain, the server's own first";
  static final String KEY = "PEM private key, PKCS #8";

  private static final Logger LOG = LoggerFactory.getLogger(DomainEndpoints.class);

  private final RegistryDomains domains;
  private final DomainClaims claims;
  private final TxtRecords records;
  private final PublicAddresses addresses;
  private final Clock clock;

  /** Registries for which a DNS server is asked at this moment: each waits for its own only. */
  private final Set<RegistryId> asking = ConcurrentHashMap.newKeySet();

  public DomainEndpoints(
      RegistryDomains domains,
      DomainClaims claims,
      TxtRecords records,
      PublicAddresses addresses,
      Clock clock) {
    this.domains = domains;
    this.claims = claims;
    this.records = records;
    this.addresses = addresses;
    this.clock = clock;
  }

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    return List.of(
        BetaCall.get("/domain", "List the host names of one's own")
            .asks(access.registry(BetaCall.ACTION + "domain/get"))
            .answers(Model.of(View.class).list())
            .by(this::list),
        BetaCall.post("/domain", "Claim a host name of one's own for a registry")
            .asks(access.readyRegistry(BetaCall.ACTION + "domain/create"))
            .takes(Model.of(Creation.class))
            .answers(Model.of(View.class))
            .by(this::add),
        BetaCall.get("/domain/{domain}", "Get a host name")
            .asks(access.registry(BetaCall.ACTION + "domain/get"))
            .answers(Model.of(View.class))
            .by(this::get),
        BetaCall.post("/domain/{domain}/verify", "Look up whose a host name is")
            .asks(access.readyRegistry(BetaCall.ACTION + "domain/verify"))
            .answers(Model.of(View.class))
            .by(this::verify),
        BetaCall.put("/domain/{domain}", "Give a host name another certificate")
            .asks(access.readyRegistry(BetaCall.ACTION + "domain/edit"))
            .takes(Model.of(Certificate.class))
            .by(this::renew),
        BetaCall.delete("/domain/{domain}", "Take a host name away")
            .asks(access.readyRegistry(BetaCall.ACTION + "domain/delete"))
            .by(this::delete));
  }

  @BodyModel(name = SPACE + "Certificate", doc = "A certificate and its key")
  record Certificate(
      @Doc(CHAIN) @Constraint(most = LONGEST_PEM) String certificate,
      @Doc(value = KEY, format = PASSWORD) @Constraint(most = LONGEST_PEM) String key) {}

  @BodyModel(name = SPACE + "DomainCreation", doc = "A host name with its certificate")
  record Creation(
      @Doc("Host name") String domain,
      @Doc(CHAIN) @Constraint(most = LONGEST_PEM) String certificate,
      @Doc(value = KEY, format = PASSWORD) @Constraint(most = LONGEST_PEM) String key) {}

  @EnumModel(
      name = SPACE + "DomainState",
      doc = "ACTIVE answers; UNPROVEN answers and goes to whoever shows it; PENDING does not yet")
  enum DomainState {
    ACTIVE,
    PENDING,
    UNPROVEN
  }

  @AnswerModel(name = SPACE + "Domain", doc = "A host name of one's own")
  record View(
      @Doc("Host name") String domain,
      @Doc(value = "Whether the registry answers to it", words = DomainState.class) String state,
      @Doc("Where the TXT record stands that shows whose it is") String recordName,
      @Doc("What it says") @Nullable String recordValue,
      @Doc(value = "When a claim ends that was not shown", format = DATETIME)
          @Nullable String expiresAt,
      @Doc(value = "Begin of its certificate", format = DATETIME) String validFrom,
      @Doc(value = "End of its certificate", format = DATETIME) String validTo,
      @Doc(value = "When it was given", format = DATETIME) String createdAt,
      @Doc(value = "When its certificate was given", format = DATETIME) String updatedAt) {
    static View of(Domain domain) {
      return new View(
          domain.name(),
          domain.state().name(),
          DomainClaims.LABEL + domain.name(),
          domain.challenge(),
          Rfc3339.textOrNull(domain.expiresAt()),
          Rfc3339.text(domain.validFrom()),
          Rfc3339.text(domain.validTo()),
          Rfc3339.text(domain.createdAt()),
          Rfc3339.text(domain.updatedAt()));
    }
  }

  Response list(Request request, InRegistry found) {
    return Response.json(200, all(found.registry().id()).stream().map(View::of).toList());
  }

  /** A name that was taken before it had to be shown, and is claimed now, is both. */
  private List<Domain> all(RegistryId registry) {
    var byName = new TreeMap<String, Domain>();
    claims.list(registry).forEach(claim -> byName.put(claim.name(), claim));
    for (var domain : domains.list(registry)) {
      byName.merge(domain.name(), domain, DomainEndpoints::both);
    }
    return List.copyOf(byName.values());
  }

  private static Domain both(Domain claim, Domain served) {
    return new Domain(
        served.name(),
        served.state(),
        claim.challenge(),
        claim.expiresAt(),
        served.validFrom(),
        served.validTo(),
        served.createdAt(),
        served.updatedAt());
  }

  private Domain require(RegistryId registry, String name) {
    return all(registry).stream()
        .filter(domain -> domain.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                FaultException.notFound(
                    Fault.Thing.OTHER, "This registry does not answer to " + name));
  }

  Response get(Request request, InRegistry found) {
    return Response.json(200, View.of(require(found.registry().id(), request.param("domain"))));
  }

  Response add(Request request, InRegistry found) throws IOException {
    var registry = found.registry().id();
    var body = BodyReader.read(request, Creation.class);
    var name = name(body.domain());
    var certificate = checked(name, body.certificate(), body.key());
    if (domains.find(registry, name).filter(own -> own.state() == State.ACTIVE).isPresent()) {
      throw FaultException.conflict(
          "DOMAIN_TAKEN", "this registry answers to " + name + " already");
    }
    claims.claim(registry, name, certificate);
    return Response.json(200, View.of(require(registry, name)));
  }

  /** Asks a DNS server now whose the name is. */
  Response verify(Request request, InRegistry found) {
    var registry = found.registry().id();
    var name = require(registry, request.param("domain")).name();
    var claim =
        claims
            .find(registry, name)
            .orElseThrow(
                () ->
                    FaultException.conflict(
                        "DOMAIN_NOT_CLAIMED", "nothing is to be shown for " + name));
    if (!asking.add(registry)) {
      throw new FaultException(
          new Fault.TooManyRequests(
              Duration.ofSeconds(5), "another name of this registry is being looked up"));
    }
    try {
      refuseUnlessShown(claim);
    } finally {
      asking.remove(registry);
    }
    claims
        .prove(registry, claim)
        .ifPresent(former -> LOG.warn("{} moved from registry {} to {}", name, former, registry));
    return Response.json(200, View.of(require(registry, name)));
  }

  private void refuseUnlessShown(Domain claim) {
    var place = DomainClaims.LABEL + claim.name();
    switch (records.at(place)) {
      case TxtRecords.Answer.Failed(var why) ->
          throw new FaultException(
              new Fault.Unavailable(
                  Duration.ofSeconds(30),
                  "whose " + claim.name() + " is cannot be told: the DNS server " + why));
      case TxtRecords.Answer.None _ -> throw notShown(claim, "there is no TXT record at " + place);
      case TxtRecords.Answer.Texts(var texts) -> {
        if (!texts.contains(claim.challenge())) {
          throw notShown(claim, "the TXT record at " + place + " says something else");
        }
        var former = domains.challenge(claim.name());
        if (former.filter(texts::contains).isPresent()) {
          throw FaultException.conflict(
              "DOMAIN_NOT_PROVEN",
              "the TXT record at "
                  + place
                  + " also says what the registry set that answers to the name now: "
                  + former.get()
                  + "; take it away, then try again");
        }
      }
    }
  }

  private static FaultException notShown(Domain claim, String why) {
    return FaultException.conflict(
        "DOMAIN_NOT_PROVEN",
        why + "; it must say " + claim.challenge() + ", and DNS may take a while to tell");
  }

  Response renew(Request request, InRegistry found) throws IOException {
    var registry = found.registry().id();
    var name = require(registry, request.param("domain")).name();
    var body = BodyReader.read(request, Certificate.class);
    var certificate = checked(name, body.certificate(), body.key());
    domains.renew(registry, name, certificate);
    claims.renew(registry, name, certificate);
    return Response.json(200, null);
  }

  Response delete(Request request, InRegistry found) {
    var registry = found.registry().id();
    var name = require(registry, request.param("domain")).name();
    domains.delete(registry, name);
    claims.delete(registry, name);
    return Response.json(200, null);
  }

  private DomainCertificate checked(String name, String chain, String key) {
    return DomainCertificate.check(name, chain, key, clock.instant());
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
    if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
      throw BodyReader.invalid("domain must be a host name such as registry.example.org");
    }
    if (addresses.isOwnHost(name)) {
      throw BodyReader.invalid(name + " is a name of this server itself");
    }
    return name;
  }
}
