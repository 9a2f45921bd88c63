package io.berth.harbor.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.catalog.Quotas;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.project.QuotaEndpoints;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.federation.Providers;
import io.berth.identity.member.Actor;
import io.berth.identity.right.SystemPermission;
import io.berth.identity.setting.RegistrySettings;
import io.berth.identity.setting.RegistrySettings.Name;
import io.berth.identity.user.Sessions;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a registry (docs/reference/contracts/identity.md#configuration-items). The
 * provider belongs to the control API: its items are shown here and cannot be changed here, so that
 * one setting never has two owners. An item that is sent with the value it has is no change, which
 * is what Terraform does; one that this registry does not know is ignored.
 */
public final class ConfigurationEndpoints {
  private static final long LARGEST = 9_999_999_999L;
  private static final long LONGEST_TOKEN = 1_440;

  private final RegistrySettings settings;
  private final Providers providers;
  private final Quotas quotas;

  public ConfigurationEndpoints(RegistrySettings settings, Providers providers, Quotas quotas) {
    this.settings = settings;
    this.providers = providers;
    this.quotas = quotas;
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

  private static final String STORAGE_PER_PROJECT = "storage_per_project";

  private record Item(Object value, boolean editable) {}

  Response get(Request request) {
    return Response.json(200, items(registry()));
  }

  private Map<String, Item> items(RegistryId registry) {
    var items = new LinkedHashMap<String, Item>();
    fixed(registry).forEach((name, value) -> items.put(name, new Item(value, false)));
    for (var name : Name.values()) {
      items.put(name.word(), new Item(typed(name, settings.value(registry, name)), true));
    }
    items.put(STORAGE_PER_PROJECT, new Item(quotas.usual(registry), true));
    return items;
  }

  /** What cannot be changed here. */
  private Map<String, Object> fixed(RegistryId registry) {
    var fixed = new LinkedHashMap<String, Object>();
    var provider = providers.find(registry);
    fixed.put("auth_mode", provider.isPresent() ? "oidc_auth" : "db_auth");
    fixed.put("primary_auth_mode", false);
    provider.ifPresent(
        found -> {
          var settings = found.settings();
          fixed.put("oidc_name", settings.name());
          fixed.put("oidc_endpoint", settings.endpoint());
          fixed.put("oidc_client_id", settings.clientId());
          fixed.put("oidc_groups_claim", settings.groupsClaim());
          fixed.put("oidc_admin_group", settings.adminGroup());
          fixed.put("oidc_group_filter", settings.groupFilter());
          fixed.put("oidc_scope", settings.scope());
          fixed.put("oidc_user_claim", settings.userClaim());
          fixed.put("oidc_verify_cert", settings.verifyCert());
          fixed.put("oidc_auto_onboard", settings.autoOnboard());
          fixed.put("oidc_extra_redirect_parms", "{}");
          fixed.put("oidc_logout", true);
        });
    fixed.put("self_registration", false);
    fixed.put("session_timeout", Sessions.IDLE.toMinutes());
    fixed.put("notification_enable", false);
    fixed.put("quota_per_project_enable", true);
    fixed.put("scanner_skip_update_pulltime", false);
    fixed.put("audit_log_forward_endpoint", "");
    fixed.put("skip_audit_log_database", false);
    fixed.put("disabled_audit_log_event_types", "");
    return fixed;
  }

  Response update(Request request) throws IOException {
    var body = Json.tree(request);
    if (!body.isObject()) {
      throw invalid("the configuration is a JSON object");
    }
    var registry = registry();
    var fixed = fixed(registry);
    var changes = new EnumMap<Name, String>(Name.class);
    var storage = body.get(STORAGE_PER_PROJECT);
    if (storage != null) {
      QuotaEndpoints.checkedLimit(storage.asLong());
    }
    for (var field : body.properties()) {
      var name = editable(field.getKey());
      if (name != null) {
        changes.put(name, checked(name, field.getValue()));
      } else if (fixed.containsKey(field.getKey()) || field.getKey().startsWith("oidc_")) {
        requireSame(field.getKey(), field.getValue(), fixed.get(field.getKey()));
      }
    }
    settings.set(registry, changes);
    var words = new ArrayList<>(changes.keySet().stream().map(Name::word).toList());
    if (storage != null && storage.asLong() != quotas.usual(registry)) {
      quotas.setUsual(registry, storage.asLong());
      words.add(STORAGE_PER_PROJECT);
    }
    return Response.of(200).about(String.join(",", words));
  }

  private static @Nullable Name editable(String key) {
    for (var name : Name.values()) {
      if (name.word().equals(key)) {
        return name;
      }
    }
    return null;
  }

  private static void requireSame(String key, JsonNode given, @Nullable Object present) {
    var same =
        present == null
            ? given.isNull() || given.asText().isEmpty() || given.asText().equals("false")
            : given.isNull() || given.asText().equals(present.toString());
    if (!same) {
      throw FaultException.forbidden(
          key.startsWith("oidc_") || key.equals("auth_mode")
              ? key + " is set through openIdConnect of the control API and only shown here"
              : key + " cannot be changed in this registry");
    }
  }

  private static String checked(Name name, JsonNode value) {
    var text = value.asText();
    return switch (name) {
      case ROBOT_NAME_PREFIX -> {
        if (text.isBlank() || text.length() > 64 || !text.matches("[\\x21-\\x7e&&[^:+]]+")) {
          throw invalid("robot_name_prefix has 1 to 64 visible characters without ':' and '+'");
        }
        yield text;
      }
      case ROBOT_TOKEN_DURATION -> number(name, text, LARGEST);
      case TOKEN_EXPIRATION -> number(name, text, LONGEST_TOKEN);
      case PROJECT_CREATION_RESTRICTION -> {
        if (!List.of("everyone", "adminonly").contains(text)) {
          throw invalid("project_creation_restriction is everyone or adminonly");
        }
        yield text;
      }
      case READ_ONLY -> {
        if (!List.of("true", "false").contains(text)) {
          throw invalid("read_only is true or false");
        }
        yield text;
      }
      case BANNER_MESSAGE -> {
        if (text.length() > 4_096) {
          throw invalid("banner_message has at most 4096 characters");
        }
        yield text;
      }
    };
  }

  private static String number(Name name, String text, long most) {
    if (!text.matches("[1-9]\\d{0,9}") || Long.parseLong(text) > most) {
      throw invalid(name.word() + " is a number from 1 to " + most);
    }
    return text;
  }

  private static Object typed(Name name, String value) {
    return switch (name) {
      case ROBOT_TOKEN_DURATION, TOKEN_EXPIRATION -> Long.valueOf(value);
      case READ_ONLY -> Boolean.valueOf(value);
      case ROBOT_NAME_PREFIX, PROJECT_CREATION_RESTRICTION, BANNER_MESSAGE -> value;
    };
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
