package io.berth.e2e.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.berth.client.Endpoint;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is called otherwise here than in the recording: ids and where uploads go on. What the
 * recording calls project 5 and this server project 9 is one thing from the answer on that showed
 * it. For one thread.
 */
final class Bindings {
  private static final Pattern ID = Pattern.compile("\\d+|[0-9a-f]{8}-[0-9a-f-]{27}");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern ID_IN_QUERY =
      Pattern.compile(
          "(?:(?<![a-zA-Z_])|(?<=2C))(project_id|ProjectID|policy_id|reference_id|registry_id|owner_id|user_id|id)"
              + "(%253D|%3D|=)([^&,]*?)(?=&|,|%252C|%2C|$)");
  private static final Pattern ID_IN_VALUE = Pattern.compile("(?:%[0-9A-Fa-f]{2})+|\\d+");
  private static final Pattern PROJECT_IN_SCOPE =
      Pattern.compile("(scope=(?:/|%2F)project(?:/|%2F))(\\d+)");
  private static final Map<String, String> QUERIED =
      Map.of(
          "project_id",
          Kinds.PROJECTS,
          "ProjectID",
          Kinds.PROJECTS,
          "owner_id",
          "users",
          "user_id",
          "users",
          "reference_id",
          Kinds.PROJECTS,
          "registry_id",
          "registries");

  /** An id that nothing has. */
  private static final long NOWHERE = 900_000_000;

  private record Name(String kind, String id) {}

  private record Upload(String recorded, String here) {}

  private final Map<Name, String> names = new HashMap<>();
  private final List<Upload> uploads = new ArrayList<>();

  /** The first binding of a name stays. */
  void bind(String kind, String recorded, String here) {
    if (!recorded.isEmpty()) {
      names.putIfAbsent(new Name(kind, recorded), here);
    }
  }

  private String here(String kind, String recorded) {
    return names.getOrDefault(new Name(kind, recorded), recorded);
  }

  /** A recorded path and query, as it is to be sent here. */
  String target(String recorded) {
    for (var upload : uploads.reversed()) {
      if (recorded.startsWith(upload.recorded())) {
        var rest = recorded.substring(upload.recorded().length());
        boolean first = !upload.here().contains("?") && rest.startsWith("&");
        return upload.here() + (first ? "?" + rest.substring(1) : rest);
      }
    }
    int mark = recorded.indexOf('?');
    if (mark < 0) {
      return path(recorded);
    }
    var path = recorded.substring(0, mark);
    return path(path) + "?" + query(recorded.substring(mark + 1), path);
  }

  private String path(String recorded) {
    var segments = List.of(recorded.split("/", -1));
    var here = new ArrayList<>(segments);
    for (int i = 1; i < segments.size(); i++) {
      if (ID.matcher(segments.get(i)).matches()) {
        here.set(i, numbered(Kinds.ofSegment(segments, i), segments.get(i)));
      }
    }
    return String.join("/", here);
  }

  /** An id with zeros before it is the same number. */
  private String numbered(String kind, String recorded) {
    var number = recorded.replaceFirst("^0+(?=\\d+$)", "");
    return recorded.substring(0, recorded.length() - number.length()) + here(kind, number);
  }

  /**
   * @param path what the query is asked of, which says whose its {@code id} is
   */
  private String query(String recorded, String path) {
    var here =
        ID_IN_QUERY
            .matcher(recorded)
            .replaceAll(
                found -> {
                  var name = found.group(1);
                  var kind =
                      switch (name) {
                        case "id" -> Kinds.ofList(path);
                        case "policy_id" -> Kinds.ofPolicies(path);
                        default -> QUERIED.getOrDefault(name, "");
                      };
                  return Matcher.quoteReplacement(
                      name + found.group(2) + value(kind, found.group(3)));
                });
    return PROJECT_IN_SCOPE
        .matcher(here)
        .replaceAll(found -> found.group(1) + here(Kinds.PROJECTS, found.group(2)));
  }

  /** One number, or several in brackets, which may be encoded. */
  private String value(String kind, String recorded) {
    return ID_IN_VALUE
        .matcher(recorded)
        .replaceAll(
            found -> found.group().startsWith("%") ? found.group() : here(kind, found.group()));
  }

  /**
   * A recorded body, as it is to be sent here.
   *
   * @param kind whose ids its {@code id} is
   */
  JsonNode body(JsonNode recorded, String kind) {
    return body(recorded, kind, "");
  }

  private JsonNode body(JsonNode recorded, String kind, String within) {
    return switch (recorded) {
      case ObjectNode members -> {
        var here = JsonNodeFactory.instance.objectNode();
        members
            .properties()
            .forEach(
                member -> {
                  var value = member.getValue();
                  var id = sentId(member.getKey(), value, kind, within);
                  here.set(member.getKey(), id == null ? body(value, kind, member.getKey()) : id);
                });
        yield here;
      }
      case ArrayNode elements -> {
        var here = JsonNodeFactory.instance.arrayNode();
        elements.forEach(element -> here.add(body(element, kind, within)));
        yield here;
      }
      default -> recorded;
    };
  }

  private @Nullable JsonNode sentId(String member, JsonNode value, String kind, String within) {
    if (!isScalar(value) || !NUMBER.matcher(value.asText()).matches()) {
      return null;
    }
    var of = Kinds.ofSentMember(member, within, kind);
    var id = of == null ? null : names.get(new Name(of, value.asText()));
    if (id == null) {
      return null;
    }
    return value.isTextual() || !NUMBER.matcher(id).matches()
        ? JsonNodeFactory.instance.textNode(id)
        : JsonNodeFactory.instance.numberNode(new BigInteger(id));
  }

  /** Takes in what the two answers to one question call their things. */
  void learn(Exchange exchange, Response answered) {
    var recorded = exchange.recorded();
    if (recorded.has("Location")) {
      learnLocation(
          Endpoint.path(recorded.headerOrEmpty("Location")),
          Endpoint.path(answered.headerOrEmpty("Location")));
    }
    if (recorded.status() == answered.status()) {
      learn(recorded.body(), answered.body(), Kinds.ofAnswer(exchange.request().path()), "");
    }
  }

  private void learnLocation(String recorded, String here) {
    if (here.isEmpty()) {
      // Made there and not here: what follows must find nothing, rather than somebody else's.
      var segments = Kinds.segments(withoutQuery(recorded));
      if (NUMBER.matcher(segments.getLast()).matches()) {
        bind(
            Kinds.ofSegment(segments, segments.size() - 1),
            segments.getLast(),
            String.valueOf(NOWHERE + Long.parseLong(segments.getLast())));
      }
    } else if (recorded.contains("/blobs/uploads/")) {
      uploads.add(new Upload(recorded, here));
    } else {
      var there = List.of(withoutQuery(recorded).split("/", -1));
      var found = List.of(withoutQuery(here).split("/", -1));
      for (int i = 0; i < Math.min(there.size(), found.size()); i++) {
        if (!there.get(i).equals(found.get(i))) {
          bind(Kinds.ofSegment(there, i), there.get(i), found.get(i));
        }
      }
    }
  }

  private static String withoutQuery(String target) {
    return target.split("\\?", -1)[0];
  }

  private void learn(JsonNode recorded, JsonNode here, String kind, String within) {
    if (recorded instanceof ObjectNode members && here.isObject()) {
      members
          .properties()
          .forEach(
              member -> {
                var name = member.getKey();
                var other = here.get(name);
                if (other == null) {
                  return;
                }
                if (isScalar(member.getValue()) && isScalar(other)) {
                  var of = Kinds.ofAnsweredMember(name, within, kind);
                  if (of != null && !other.asText().isEmpty()) {
                    bind(of, member.getValue().asText(), other.asText());
                  }
                } else {
                  learn(member.getValue(), other, kind, name);
                }
              });
    } else if (recorded.isArray() && here.isArray()) {
      Rows.of(recorded, here)
          .pairs()
          .forEach(pair -> learn(pair.recorded(), pair.answered(), kind, within));
    }
  }

  private static boolean isScalar(JsonNode value) {
    return value.isTextual() || value.isIntegralNumber();
  }
}
