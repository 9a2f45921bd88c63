package io.berth.memory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;

/**
 * The three ways in which JSON is read here, each with its bounds: bodies of the APIs, documents
 * that are kept byte by byte, and what the program wrote itself.
 */
public final class JsonMappers {
  /** Bytes of a document of the APIs; none that clients send comes near it. */
  public static final int LARGEST_BODY = 1 << 20;

  private static final int DEEPEST = 64;
  private static final int LONGEST_NUMBER = 64;
  private static final int LONGEST_NAME = 1_000;

  /**
   * Bodies and answers of the APIs: unknown fields are passed over, names of fields count in any
   * case, nothing is converted, nulls are written. Trees of strangers' bodies go through {@link
   * UntrustedJson}.
   */
  public static final JsonMapper API =
      JsonMapper.builder(
              unshared()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxNameLength(LONGEST_NAME)
                          .maxStringLength(LARGEST_BODY)
                          .build())
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
          .withCoercionConfig(
              LogicalType.Textual,
              texts -> {
                texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                texts.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                texts.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .disable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
          .build();

  /**
   * What the program wrote itself, such as columns: anything unexpected in it is a fault. A record
   * is its components, not what else it can be asked.
   */
  public static final JsonMapper OWN =
      JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

  private JsonMappers() {}

  /**
   * Parsers of documents that are kept byte by byte, manifests and configs. Two values under one
   * name are refused, for different clients would read them differently.
   *
   * @param deepest how deep one may be nested
   * @param longestNumber in characters
   * @param mostTokens of one document
   */
  public static JsonFactory kept(int deepest, int longestNumber, long mostTokens) {
    return unshared()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(deepest)
                .maxNumberLength(longestNumber)
                .maxTokenCount(mostTokens)
                .build())
        .build();
  }

  /** Names are not shared between documents: whoever sends them chooses them. */
  private static JsonFactoryBuilder unshared() {
    return new JsonFactoryBuilder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES);
  }
}
