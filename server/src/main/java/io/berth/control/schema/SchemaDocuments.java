package io.berth.control.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The schema documents, made from the operations themselves
 * (docs/reference/contracts/control-api.md#schema-documents): the index, and one document for each
 * first segment of the paths.
 */
public final class SchemaDocuments {
  private final TreeMap<String, List<Operation<?>>> sections;

  public SchemaDocuments(List<? extends Operation<?>> operations) {
    this.sections =
        operations.stream()
            .<Operation<?>>map(operation -> operation)
            .collect(Collectors.groupingBy(Operation::section, TreeMap::new, Collectors.toList()));
  }

  /** The names of the documents, such as {@code cloud}. */
  public List<String> names() {
    return List.copyOf(sections.keySet());
  }

  /**
   * @param basePath the URL of the API's version, such as {@code https://localhost:8443/v1}
   */
  public Map<String, Object> index(String basePath) {
    var apis = new ArrayList<Map<String, Object>>();
    for (var name : sections.keySet()) {
      var api = new LinkedHashMap<String, Object>();
      api.put("path", "/" + name);
      api.put("schema", "{path}.{format}");
      api.put("format", List.of("json", "yaml"));
      api.put("description", "Operations about the " + name + " service");
      apis.add(api);
    }
    var index = new LinkedHashMap<String, Object>();
    index.put("apis", apis);
    index.put("basePath", basePath);
    return index;
  }

  /** A document in the API's own format. */
  public Optional<Map<String, Object>> document(String name, String basePath) {
    return operations(name)
        .map(
            operations -> {
              var document = new LinkedHashMap<String, Object>();
              document.put("apiVersion", "1.0");
              document.put("resourcePath", "/" + name);
              document.put("basePath", basePath);
              document.put("apis", paths(operations));
              document.put("models", models(operations));
              return document;
            });
  }

  /** The same as OpenAPI 3. */
  public Optional<Map<String, Object>> openApi(String name, String basePath) {
    return operations(name)
        .map(operations -> OpenApi.document(name, basePath, operations, NamedTypes.of(operations)));
  }

  private Optional<List<Operation<?>>> operations(String name) {
    return Optional.ofNullable(sections.get(name));
  }

  private static List<Map<String, Object>> paths(List<Operation<?>> operations) {
    var byPath =
        operations.stream()
            .collect(
                Collectors.groupingBy(Operation::path, LinkedHashMap::new, Collectors.toList()));
    var apis = new ArrayList<Map<String, Object>>();
    byPath.forEach(
        (path, those) -> {
          var api = new LinkedHashMap<String, Object>();
          api.put("path", path);
          api.put("description", those.getFirst().description());
          api.put("operations", those.stream().map(SchemaDocuments::operation).toList());
          apis.add(api);
        });
    return apis;
  }

  private static Map<String, Object> operation(Operation<?> operation) {
    var result = new LinkedHashMap<String, Object>();
    result.put("httpMethod", operation.method().name());
    result.put("description", operation.description());
    result.put("responseType", operation.answer().name());
    result.put("noAuthentication", operation.route().access().isOpen());
    var status = new LinkedHashMap<String, Object>();
    status.put("value", operation.stage().name());
    status.put("description", operation.stage().description());
    result.put("apiStatus", status);
    result.put(
        "parameters", operation.parameters().stream().map(SchemaDocuments::parameter).toList());
    result.put("iamActions", actions(operation));
    result.put("operationId", OpenApi.operationId(operation));
    return result;
  }

  private static List<Map<String, Object>> actions(Operation<?> operation) {
    if (operation.route().access().isOpen()) {
      return List.of();
    }
    var action = new LinkedHashMap<String, Object>();
    action.put("name", operation.route().access().name());
    action.put("required", true);
    return List.of(action);
  }

  private static Map<String, Object> parameter(Parameter parameter) {
    var result = new LinkedHashMap<String, Object>();
    if (parameter.name() != null) {
      result.put("name", parameter.name());
    }
    result.put("dataType", parameter.type().name());
    result.put("fullType", parameter.type().name());
    result.put("paramType", parameter.place().name().toLowerCase(Locale.ROOT));
    result.put("required", parameter.required());
    result.put("description", parameter.description());
    return result;
  }

  private static Map<String, Object> models(List<Operation<?>> operations) {
    var models = new LinkedHashMap<String, Object>();
    NamedTypes.of(operations).forEach((name, type) -> models.put(name, model(type)));
    return models;
  }

  private static Map<String, Object> model(Type type) {
    var model = new LinkedHashMap<String, Object>();
    int dot = type.name().lastIndexOf('.');
    model.put("id", type.name().substring(dot + 1));
    model.put("namespace", dot < 0 ? "" : type.name().substring(0, dot));
    switch (type) {
      case Type.Enumeration(_, var description, var values) -> {
        model.put("description", description);
        model.put("enum", values);
        model.put("enumType", "string");
      }
      case Type.Model(_, var description, var properties) -> {
        model.put("description", description);
        var fields = new LinkedHashMap<String, Object>();
        properties.forEach(property -> fields.put(property.name(), property(property)));
        model.put("properties", fields);
      }
      case Scalar _, Type.Listing _, Type.Mapping _ ->
          throw new IllegalArgumentException(type.name());
    }
    return model;
  }

  private static Map<String, Object> property(Property property) {
    var result = new LinkedHashMap<String, Object>();
    result.put("type", property.type().name());
    result.put("fullType", property.type().name());
    result.put("canBeNull", property.canBeNull());
    result.put("readOnly", property.readOnly());
    result.put("required", property.required());
    result.put("description", property.description());
    return result;
  }
}
