package io.berth.control.api.registry;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.berth.ProgramClasses;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.BodyModel;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.EnumModel;
import io.berth.control.schema.Property;
import io.berth.control.schema.Type;
import io.berth.memory.JsonMappers;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every record of the control API says on the wire what its model says in the documents. */
final class ControlRecordsTest {
  /** What bodies have and answers never have. */
  private static final Set<String> SECRETS = Set.of("clientSecret");

  private static final JavaClasses CODE =
      ProgramClasses.ALL.that(resideInAPackage("io.berth.control.."));

  @Test
  void theJsonOfAnAnswerHasThePropertiesOfItsModel() {
    var records = annotated(AnswerModel.class);
    assertThat(records).hasSizeGreaterThan(40);
    for (var type : records) {
      var documented =
          Type.Model.of(type).properties().stream()
              .map(Property::name)
              .filter(name -> type != OidcConfiguration.class || !SECRETS.contains(name))
              .toList();
      assertThat(written(type)).as(type.getName()).containsExactlyInAnyOrderElementsOf(documented);
    }
  }

  @Test
  void everyBodyCanBeReadAndNoneOfItIsReadOnly() {
    var records = annotated(BodyModel.class);
    assertThat(records).hasSizeGreaterThan(15);
    for (var type : records) {
      assertThat(Type.Model.of(type).properties())
          .as(type.getName())
          .isNotEmpty()
          .noneMatch(Property::readOnly);
      assertThat(
              BodyReader.changes(JsonMappers.API.createObjectNode(), type.asSubclass(Record.class)))
          .isNotNull();
    }
  }

  @Test
  void noTwoTypesHaveOneName() {
    var names = new TreeMap<String, Class<?>>();
    var twice = new TreeSet<String>();
    Stream.of(annotated(AnswerModel.class), annotated(BodyModel.class), annotated(EnumModel.class))
        .flatMap(List::stream)
        .forEach(
            type -> {
              if (names.put(name(type), type) != null) {
                twice.add(name(type));
              }
            });
    assertThat(twice).isEmpty();
  }

  @Test
  void modelsAreMadeFromRecordsAlone() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.berth.control.schema.RecordModels")
        .and()
        .doNotHaveFullyQualifiedName(Type.Model.class.getName())
        .should()
        .callConstructor(Type.Model.class, String.class, String.class, List.class)
        .check(CODE);
  }

  private static String name(Class<?> type) {
    if (type.isAnnotationPresent(AnswerModel.class)) {
      return type.getAnnotation(AnswerModel.class).name();
    }
    return type.isAnnotationPresent(BodyModel.class)
        ? type.getAnnotation(BodyModel.class).name()
        : type.getAnnotation(EnumModel.class).name();
  }

  private static List<String> written(Class<?> type) {
    var mapper = JsonMappers.API;
    return mapper
        .getSerializationConfig()
        .introspect(mapper.constructType(type))
        .findProperties()
        .stream()
        .map(property -> property.getName())
        .toList();
  }

  private static List<? extends Class<?>> annotated(Class<? extends Annotation> annotation) {
    return CODE.stream()
        .filter(type -> type.isAnnotatedWith(annotation))
        .map(type -> type.reflect())
        .toList();
  }
}
