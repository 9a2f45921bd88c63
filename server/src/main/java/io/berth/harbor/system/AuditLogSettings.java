package io.berth.harbor.system;

import io.berth.audit.EventTypes;
import io.berth.audit.forward.AuditSettings;
import io.berth.audit.forward.ForwardReceivers;
import io.berth.audit.forward.Forwarding;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Response;
import io.berth.identity.setting.RegistrySettings;
import io.berth.identity.setting.RegistrySettings.Name;
import io.berth.outbound.OutboundException;
import io.berth.tenant.RegistryId;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What the settings of the audit log need beyond being well written. */
public final class AuditLogSettings {
  private static final int MOST_TOLD = 20;

  private final RegistrySettings settings;
  private final Forwarding forwarding;
  private final ForwardReceivers receivers;

  public AuditLogSettings(
      RegistrySettings settings, Forwarding forwarding, ForwardReceivers receivers) {
    this.settings = settings;
    this.forwarding = forwarding;
    this.receivers = receivers;
  }

  /**
   * Events that are not kept here must go elsewhere, and where they go must be there when it is
   * named; later it may be away.
   *
   * @param changes what is to be set
   * @throws FaultException Invalid BODY
   */
  void check(RegistryId registry, Map<Name, String> changes) {
    var endpoint = value(registry, changes, Name.AUDIT_LOG_FORWARD_ENDPOINT);
    var asks =
        changes.containsKey(Name.SKIP_AUDIT_LOG_DATABASE)
            || changes.containsKey(Name.AUDIT_LOG_FORWARD_ENDPOINT);
    if (asks
        && value(registry, changes, Name.SKIP_AUDIT_LOG_DATABASE).equals("true")
        && endpoint.isEmpty()
        && !forwarding.hasTargets(registry)) {
      throw invalid(
          "skip_audit_log_database needs an audit_log_forward_endpoint, or another target that"
              + " gets the events");
    }
    var isNew = !endpoint.equals(settings.value(registry, Name.AUDIT_LOG_FORWARD_ENDPOINT));
    if (isNew && !endpoint.isEmpty()) {
      reach(endpoint);
    }
  }

  private void reach(String endpoint) {
    try {
      receivers.reach(endpoint);
    } catch (OutboundException e) {
      throw invalid("could not connect to the audit endpoint: " + e.told("a syslog server"));
    }
  }

  private String value(RegistryId registry, Map<Name, String> changes, Name name) {
    var changed = changes.get(name);
    return changed == null ? settings.value(registry, name) : changed;
  }

  /** Harbor takes any words for kinds of events; those that change nothing are named. */
  static void tellUnknown(Response response, Map<Name, String> changes) {
    var words = AuditSettings.words(changes.getOrDefault(Name.DISABLED_AUDIT_LOG_EVENT_TYPES, ""));
    warn(response, "no event is of the kind", words, word -> !EventTypes.ALL.contains(word));
    warn(response, "written all the same:", words, EventTypes::isOfTheLog);
  }

  private static void warn(
      Response response, String why, Set<String> words, Predicate<String> which) {
    var told =
        words.stream()
            .filter(which)
            .filter(word -> word.matches("[A-Za-z0-9_]{1,64}"))
            .sorted()
            .limit(MOST_TOLD)
            .toList();
    if (!told.isEmpty()) {
      response.header("Warning", "299 - \"kept, but " + why + " " + String.join(", ", told) + '"');
    }
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
