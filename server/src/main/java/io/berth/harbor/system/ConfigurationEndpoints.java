package io.berth.harbor.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.catalog.Quotas;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.KeptSetting;
import io.berth.harbor.request.StorageLimit;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.federation.Providers;
import io.berth.identity.member.Actor;
import io.berth.identity.provider.Provider;
import io.berth.identity.provider.ProviderSettings;
import io.berth.identity.right.SystemPermission;
import io.berth.identity.setting.RegistrySettings;
import io.berth.identity.setting.RegistrySettings.Name;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a registry (docs/reference/contracts/identity.md#configuration-items): all
 * items that a Harbor has. The provider belongs to the control API: its items are shown here and
 * cannot be changed here, so that one setting never has two owners. What nothing here acts on is
 * kept ({@link KeptSetting}).
 */
public final class ConfigurationEndpoints {
  private static final String STORAGE_PER_PROJECT = "storage_per_project";
  private static final String SCAN_ALL_POLICY = "scan_all_policy";
  private static final String AUTH_MODE = "auth_mode";
  private static final String REDIRECT_PARAMETERS = "oidc_extra_redirect_parms";

  /** What proves this registry elsewhere is only kept where something uses it. */
  private static final Set<String> SECRETS =
      Set.of("ldap_search_password", "oidc_client_secret", "uaa_client_secret");

  private final RegistrySettings settings;
  private final Providers providers;
  private final Quotas quotas;
  private final AuditLogSettings audit;

  public ConfigurationEndpoints(
      RegistrySettings settings, Providers providers, Quotas quotas, AuditLogSettings audit) {
    this.settings = settings;
    this.providers = providers;
    this.quotas = quotas;
    this.audit = audit;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    return List.of(
        Route.get("/configurations")
            .asks(access.system(SystemPermission.CONFIGURATION_READ))
            .by(this::get),
        // Even then, because it is how read-only ends.
        Route.put("/configurations")
            .asks(access.system(SystemPermission.CONFIGURATION_UPDATE))
            .evenWhenReadOnly()
            .audited(audit.of("update", "configuration"))
            .by(this::update));
  }

  private record Item(Object value, boolean editable) {}

  Response get(Request request) {
    var registry = registry();
    var items = new TreeMap<String, Object>();
    owned(registry).forEach((name, value) -> items.put(name, new Item(value, false)));
    for (var name : Name.values()) {
      var value = settings.value(registry, name);
      items.put(
          name.word(),
          new Item(ConfigurationRules.typed(ConfigurationRules.type(name), value), true));
    }
    var all = settings.all(registry);
    for (var kept : KeptSetting.of(KeptSetting.Owner.REGISTRY)) {
      var value = all.getOrDefault(kept.word(), kept.usual());
      items.put(kept.word(), new Item(ConfigurationRules.typed(kept.type(), value), true));
    }
    items.put("uaa_client_secret", new Item("", true));
    items.put(STORAGE_PER_PROJECT, new Item(quotas.usual(registry), true));
    items.put(SCAN_ALL_POLICY, Map.of());
    return Response.json(200, items);
  }

  /** What is set through the control API. */
  private Map<String, Object> owned(RegistryId registry) {
    var provider = providers.find(registry);
    var settings = provider.map(Provider::settings).orElse(ProviderSettings.BLANK);
    var owned = new HashMap<String, Object>();
    owned.put(AUTH_MODE, provider.isPresent() ? "oidc_auth" : "db_auth");
    owned.put("oidc_name", settings.name());
    owned.put("oidc_endpoint", settings.endpoint());
    owned.put("oidc_client_id", settings.clientId());
    owned.put("oidc_groups_claim", settings.groupsClaim());
    owned.put("oidc_admin_group", settings.adminGroup());
    owned.put("oidc_group_filter", settings.groupFilter());
    owned.put("oidc_scope", settings.scope());
    owned.put("oidc_user_claim", settings.userClaim());
    owned.put("oidc_verify_cert", settings.verifyCert());
    owned.put("oidc_auto_onboard", settings.autoOnboard());
    owned.put(REDIRECT_PARAMETERS, "{}");
    owned.put("oidc_logout", provider.isPresent());
    return owned;
  }

  /** What a body changes, as it is read. */
  private static final class Changes {
    private final Map<Name, String> acted = new EnumMap<>(Name.class);
    private final Map<String, String> kept = new HashMap<>();
    private final List<KeptSetting> protections = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();
    private @Nullable Long storage;
  }

  /** An item that is null is as good as absent. */
  Response update(Request request) throws IOException {
    var body = Json.tree(request);
    if (!body.isObject() && !body.isNull()) {
      throw FaultException.invalid(Fault.Part.SCHEMA, "the configuration is a JSON object");
    }
    var registry = registry();
    var owned = owned(registry);
    var changes = new Changes();
    for (var field : modeFirst(body)) {
      if (!field.getValue().isNull()) {
        read(changes, field.getKey().toLowerCase(Locale.ROOT), field.getValue(), owned);
      }
    }
    var together = new HashMap<>(settings.all(registry));
    together.putAll(changes.kept);
    ConfigurationRules.checkTogether(together);
    audit.check(registry, changes.acted);
    settings.set(registry, changes.acted, changes.kept);
    var words = new ArrayList<>(changes.acted.keySet().stream().map(Name::word).toList());
    words.addAll(changes.kept.keySet().stream().sorted().toList());
    if (changes.storage != null && changes.storage != quotas.usual(registry)) {
      quotas.setUsual(registry, changes.storage);
      words.add(STORAGE_PER_PROJECT);
    }
    var response = Response.of(200).about(String.join(",", words));
    tellPassedOver(response, changes.passedOver);
    AuditLogSettings.tellUnknown(response, changes.acted);
    return KeptSetting.warned(response, "configuration", changes.protections);
  }

  /** That the mode cannot be set says more than that the items of a provider cannot. */
  private static List<Map.Entry<String, JsonNode>> modeFirst(JsonNode body) {
    return body.properties().stream()
        .sorted(Comparator.comparing(field -> !field.getKey().equalsIgnoreCase(AUTH_MODE)))
        .toList();
  }

  private static void read(Changes changes, String word, JsonNode value, Map<String, Object> owned)
      throws IOException {
    var acted = acted(word);
    var kept = KeptSetting.of(KeptSetting.Owner.REGISTRY, word);
    if (acted.isPresent()) {
      var text = ConfigurationRules.text(word, ConfigurationRules.type(acted.get()), value);
      ConfigurationRules.check(acted.get(), text);
      changes.acted.put(acted.get(), text);
    } else if (kept.isPresent()) {
      var text = ConfigurationRules.text(word, kept.get().type(), value);
      ConfigurationRules.check(kept.get(), text);
      changes.kept.put(word, text);
      if (!text.equals(kept.get().usual())) {
        changes.protections.add(kept.get());
      }
    } else if (word.equals(STORAGE_PER_PROJECT)) {
      var text = ConfigurationRules.text(word, KeptSetting.Type.NUMBER, value);
      changes.storage = StorageLimit.checked(Long.parseLong(text));
    } else if (owned.containsKey(word)) {
      requireSame(changes, word, value, owned.get(word));
    } else if (SECRETS.contains(word)) {
      if (!ConfigurationRules.text(word, KeptSetting.Type.TEXT, value).isEmpty()) {
        changes.passedOver.add(word);
      }
    } else if (!word.equals(SCAN_ALL_POLICY)) {
      changes.passedOver.add(word);
    }
  }

  private static Optional<Name> acted(String word) {
    return Arrays.stream(Name.values()).filter(name -> name.word().equals(word)).findFirst();
  }

  /** Clients written in Go say false and "" of what they do not mean. */
  private static void requireSame(
      Changes changes, String word, JsonNode value, @Nullable Object present) throws IOException {
    var type = present instanceof Boolean ? KeptSetting.Type.TRUTH : KeptSetting.Type.TEXT;
    var text = ConfigurationRules.text(word, type, value);
    if (word.equals(REDIRECT_PARAMETERS)) {
      ConfigurationRules.checkTexts(word, text);
    }
    if (text.equals(String.valueOf(present))) {
      return;
    }
    if (text.isEmpty() || text.equals("false")) {
      changes.passedOver.add(word);
    } else if (word.equals(AUTH_MODE)) {
      throw FaultException.invalid(
          Fault.Part.BODY,
          "auth_mode follows from the provider, which is set through openIdConnect of the control"
              + " API");
    } else {
      throw FaultException.forbidden(
          word + " is set through openIdConnect of the control API and only shown here");
    }
  }

  /** What was sent and changed nothing, unless its name is none that could be said in a header. */
  private static void tellPassedOver(Response response, List<String> words) {
    var told = words.stream().filter(word -> word.matches("[a-z0-9_]{1,64}")).limit(20).toList();
    if (!told.isEmpty()) {
      response.header(
          "Warning", "299 - \"not kept: " + String.join(", ", told) + " is not set here\"");
    }
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
