package io.berth.harbor.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.KeptSetting;
import io.berth.http.message.Json;
import io.berth.identity.setting.RegistrySettings.Name;
import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the items of a configuration may be, as Harbor takes them. */
final class ConfigurationRules {
  private static final long LARGEST = 9_999_999_999L;
  private static final long LONGEST_TOKEN = 1_440;
  private static final long MOST_TRASH_DAYS = 365;
  private static final int LONGEST_TEXT = 4_096;
  private static final Set<KeptSetting> NEVER_EMPTY =
      Set.of(KeptSetting.LDAP_URL, KeptSetting.LDAP_BASE_DN, KeptSetting.LDAP_UID);

  private ConfigurationRules() {}

  /** The type of an item that is acted on. */
  static KeptSetting.Type type(Name name) {
    return switch (name) {
      case ROBOT_TOKEN_DURATION, TOKEN_EXPIRATION, TRASH_DAYS -> KeptSetting.Type.NUMBER;
      case READ_ONLY, NOTIFICATION_ENABLE, SKIP_AUDIT_LOG_DATABASE -> KeptSetting.Type.TRUTH;
      case ROBOT_NAME_PREFIX,
          PROJECT_CREATION_RESTRICTION,
          BANNER_MESSAGE,
          AUDIT_LOG_FORWARD_ENDPOINT,
          DISABLED_AUDIT_LOG_EVENT_TYPES ->
          KeptSetting.Type.TEXT;
    };
  }

  /** A value as its item shows it. */
  static Object typed(KeptSetting.Type type, String value) {
    return switch (type) {
      case NUMBER -> Long.valueOf(value);
      case TRUTH -> Boolean.valueOf(value);
      case TEXT, LIST -> value;
    };
  }

  /**
   * A given value as text.
   *
   * @throws FaultException Invalid SCHEMA when it is of another type
   */
  static String text(String word, KeptSetting.Type type, JsonNode value) {
    var fits =
        switch (type) {
          case NUMBER -> value.isIntegralNumber() && value.canConvertToLong();
          case TRUTH -> value.isBoolean();
          case TEXT, LIST -> value.isTextual();
        };
    if (!fits) {
      throw FaultException.invalid(
          Fault.Part.SCHEMA,
          word
              + switch (type) {
                case NUMBER -> " is a whole number";
                case TRUTH -> " is true or false";
                case TEXT, LIST -> " is a text";
              });
    }
    return value.asText();
  }

  /**
   * @throws FaultException Invalid BODY
   */
  static void check(Name name, String text) {
    switch (name) {
      case ROBOT_NAME_PREFIX -> {
        // Without one a robot could be called like a user, and passwords say who somebody is.
        if (text.isBlank() || text.length() > 64 || !text.matches("[\\x21-\\x7e&&[^:+]]+")) {
          throw invalid("robot_name_prefix has 1 to 64 visible characters without ':' and '+'");
        }
      }
      case ROBOT_TOKEN_DURATION -> positive(name.word(), text, LARGEST);
      case TOKEN_EXPIRATION -> positive(name.word(), text, LONGEST_TOKEN);
      case TRASH_DAYS -> {
        long days = Long.parseLong(text);
        if (days < 0 || days > MOST_TRASH_DAYS) {
          throw invalid("trash_days is a number from 0, for not at all, to " + MOST_TRASH_DAYS);
        }
      }
      case PROJECT_CREATION_RESTRICTION -> {
        if (!List.of("everyone", "adminonly").contains(text)) {
          throw invalid("project_creation_restriction is everyone or adminonly");
        }
      }
      case READ_ONLY, NOTIFICATION_ENABLE, SKIP_AUDIT_LOG_DATABASE -> {}
      case BANNER_MESSAGE, DISABLED_AUDIT_LOG_EVENT_TYPES -> atMost(name.word(), text);
      case AUDIT_LOG_FORWARD_ENDPOINT -> {
        if (!text.isEmpty()) {
          checkPeer(name.word(), text);
        }
      }
    }
  }

  private static void checkPeer(String word, String text) {
    try {
      atMost(word, text);
      Outbound.checkPeer(text);
    } catch (OutboundException e) {
      throw invalid(
          word + " is a host and a port, such as syslog.example.org:514: " + e.getMessage());
    }
  }

  /**
   * The same of one that is only kept: whoever moves here from a Harbor, or back, finds what a
   * Harbor would take.
   *
   * @throws FaultException Invalid BODY
   */
  static void check(KeptSetting setting, String text) {
    atMost(setting.word(), text);
    if (NEVER_EMPTY.contains(setting) && text.isEmpty()) {
      throw invalid(setting.word() + " cannot be empty");
    }
    switch (setting) {
      case SESSION_TIMEOUT -> positive(setting.word(), text, LARGEST);
      case LDAP_SCOPE, LDAP_GROUP_SEARCH_SCOPE -> {
        if (!List.of("0", "1", "2").contains(text)) {
          throw invalid(setting.word() + " is 0, 1 or 2");
        }
      }
      default -> {}
    }
  }

  /**
   * A value that is an object of texts, written as JSON.
   *
   * @throws FaultException Invalid BODY
   */
  static void checkTexts(String word, String text) throws IOException {
    if (!isObjectOfTexts(text)) {
      throw invalid("item name " + word + ": it is no JSON object of texts");
    }
  }

  private static boolean isObjectOfTexts(String text) throws IOException {
    try {
      var read = Json.tree(text.getBytes(StandardCharsets.UTF_8));
      return read.isNull()
          || (read.isObject()
              && read.properties().stream()
                  .allMatch(pair -> pair.getValue().isTextual() || pair.getValue().isNull()));
    } catch (FaultException e) {
      if (e.fault() instanceof Fault.Invalid) {
        return false;
      }
      throw e;
    }
  }

  /**
   * What only all of them together say.
   *
   * @param values of all that are only kept, by their names; those that nobody set are left out
   * @throws FaultException Invalid BODY
   */
  static void checkTogether(Map<String, String> values) {
    if (!is(values, KeptSetting.LDAP_GROUP_SEARCH_FILTER, "")
        && is(values, KeptSetting.LDAP_GROUP_ATTRIBUTE_NAME, "")) {
      throw invalid("ldap_group_search_filter needs an ldap_group_attribute_name");
    }
  }

  private static boolean is(Map<String, String> values, KeptSetting setting, String value) {
    return values.getOrDefault(setting.word(), setting.usual()).equals(value);
  }

  private static void positive(String word, String text, long most) {
    long number = Long.parseLong(text);
    if (number < 1 || number > most) {
      throw invalid(word + " is a number from 1 to " + most);
    }
  }

  private static void atMost(String word, String text) {
    if (text.length() > LONGEST_TEXT) {
      throw invalid(word + " has at most " + LONGEST_TEXT + " characters");
    }
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
