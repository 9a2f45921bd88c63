package io.berth.control.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The same documents as OpenAPI 3.0, for {@code ?format=openapi3}. */
final class OpenApi {
  private OpenApi() {}

  static Map<String, Object> document(
      String name, String basePath, List<Operation<?>> operations, Map<String, Type> types) {
    var document = new LinkedHashMap<String, Object>();
    document.put("openapi", "3.0.3");
    document.put("info", Map.of("title", "/" + name, "version", "1.0"));
    document.put("servers", List.of(Map.of("url", basePath)));
    document.put("paths", paths(operations));
    var components = new LinkedHashMap<String, Object>();
    var schemas = new LinkedHashMap<String, Object>();
    types.forEach((id, type) -> schemas.put(id, schema(type)));
    components.put("schemas", schemas);
    components.put("securitySchemes", Map.of("oAuth2", Map.of("type", "http", "scheme", "bearer")));
    document.put("components", components);
    return document;
  }

  /** {@code getCloudProjectServiceNameContainerRegistry}. */
  static String operationId(Operation<?> operation) {
    var id = new StringBuilder(operation.method().name().toLowerCase(Locale.ROOT));
    for (var word : operation.path().split("[^A-Za-z0-9]+", -1)) {
      if (!word.isEmpty()) {
        id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return id.toString();
  }

  /**
   * What the operation is about, for readers who want the calls in groups: the first three fixed
   * words of the path behind its section, {@code project/containerRegistry/users}.
   */
  private static String tag(Operation<?> operation) {
    var words =
        Arrays.stream(operation.path().split("/"))
            .filter(word -> !word.isEmpty() && !word.startsWith("{"))
            .skip(1)
            .limit(3)
            .toList();
    return words.isEmpty() ? operation.section() : String.join("/", words);
  }

  private static Map<String, Object> paths(List<Operation<?>> operations) {
    var paths = new LinkedHashMap<String, Object>();
    for (var operation : operations) {
      @SuppressWarnings("unchecked")
      var path =
          (Map<String, Object>)
              paths.computeIfAbsent(operation.path(), _ -> new LinkedHashMap<String, Object>());
      path.put(operation.method().name().toLowerCase(Locale.ROOT), operation(operation));
    }
    return paths;
  }

  private static Map<String, Object> operation(Operation<?> operation) {
    var result = new LinkedHashMap<String, Object>();
    result.put("operationId", operationId(operation));
    result.put("tags", List.of(tag(operation)));
    result.put("summary", operation.description());
    var parameters = new ArrayList<Map<String, Object>>();
    for (var parameter : operation.parameters()) {
      if (parameter.place() == Parameter.Place.BODY) {
        var body = content(parameter.type());
        body.put("required", parameter.required());
        result.put("requestBody", body);
      } else {
        parameters.add(parameter(parameter));
      }
    }
    result.put("parameters", parameters);
    var success = new LinkedHashMap<String, Object>();
    success.put("description", "Success");
    success.putAll(content(operation.answer()));
    result.put("responses", Map.of("200", success));
    if (!operation.route().access().isOpen()) {
      var action = operation.route().access().name();
      result.put("security", List.of(Map.of("oAuth2", List.of())));
      result.put("x-iam-actions", List.of(Map.of("name", action, "required", true)));
    }
    result.put("x-badges", List.of(Map.of("label", operation.stage().name())));
    return result;
  }

  private static Map<String, Object> parameter(Parameter parameter) {
    var result = new LinkedHashMap<String, Object>();
    result.put("name", String.valueOf(parameter.name()));
    result.put("in", parameter.place().name().toLowerCase(Locale.ROOT));
    result.put("required", parameter.required());
    result.put("description", parameter.description());
    result.put("schema", reference(parameter.type()));
    return result;
  }

  private static Map<String, Object> content(Type type) {
    var content = new LinkedHashMap<String, Object>();
    content.put("content", Map.of("application/json", Map.of("schema", reference(type))));
    return content;
  }

  private static Map<String, Object> reference(Type type) {
    return switch (type) {
      case Type.Model model -> Map.of("$ref", "#/components/schemas/" + model.name());
      case Type.Enumeration words -> Map.of("$ref", "#/components/schemas/" + words.name());
      case Type.Listing(var item) -> Map.of("type", "array", "items", reference(item));
      case Type.Mapping(var value) ->
          Map.of("type", "object", "additionalProperties", reference(value));
      case Scalar(var name) -> scalar(name);
    };
  }

  private static Map<String, Object> scalar(String name) {
    return switch (name) {
      // The only value is null, and OpenAPI 3.0 has no type for that.
      case "void" -> Map.of("nullable", true);
      case "boolean" -> Map.of("type", "boolean");
      case "long" -> Map.of("type", "integer", "format", "int64");
      case "double" -> Map.of("type", "number", "format", "double");
      case "datetime" -> Map.of("type", "string", "format", "date-time");
      case "password" -> Map.of("type", "string", "format", "password");
      case "uuid" -> Map.of("type", "string", "format", "uuid");
      default -> Map.of("type", "string");
    };
  }

  private static Map<String, Object> schema(Type type) {
    var schema = new LinkedHashMap<String, Object>();
    switch (type) {
      case Type.Enumeration(_, var description, var values) -> {
        schema.put("type", "string");
        schema.put("description", description);
        schema.put("enum", values);
      }
      case Type.Model(_, var description, var properties) -> {
        schema.put("type", "object");
        schema.put("description", description);
        var fields = new LinkedHashMap<String, Object>();
        properties.forEach(property -> fields.put(property.name(), property(property)));
        schema.put("properties", fields);
        var required = properties.stream().filter(Property::required).map(Property::name).toList();
        if (!required.isEmpty()) {
          schema.put("required", required);
        }
      }
      case Scalar _, Type.Listing _, Type.Mapping _ ->
          throw new IllegalArgumentException(type.name());
    }
    return schema;
  }

  private static Map<String, @Nullable Object> property(Property property) {
    var reference = reference(property.type());
    var result = new LinkedHashMap<String, @Nullable Object>();
    if (reference.containsKey("$ref")) {
      // Beside a $ref nothing else counts.
      result.put("allOf", List.of(reference));
    } else {
      result.putAll(reference);
    }
    result.put("description", property.description());
    result.put("nullable", property.canBeNull());
    result.put("readOnly", property.readOnly());
    return result;
  }
}
