package io.berth;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of the things a class is made of do something, rather than being data. */
final class Collaborators {
  private Collaborators() {}

  /** The classes of ours among a record's components that are no data. */
  static List<JavaClass> of(JavaClass record) {
    return components(record).stream().filter(Collaborators::isService).toList();
  }

  /**
   * Whether more than half of a record's components do something, and in more than one way: a table
   * of many things of one kind is none.
   */
  static boolean areMostOf(JavaClass type) {
    if (!type.isRecord()) {
      return false;
    }
    var active = components(type).stream().filter(Collaborators::acts).toList();
    return 2 * active.size() > components(type).size() && Set.copyOf(active).size() > 1;
  }

  /** What a class is given as it is made and gives to whoever asks, apart from data. */
  static Set<JavaClass> handedOnBy(JavaClass type) {
    var given =
        type.getConstructors().stream()
            .flatMap(constructor -> constructor.getRawParameterTypes().stream())
            .filter(Collaborators::acts)
            .collect(Collectors.toSet());
    var fields = type.getFields().stream().filter(Collaborators::isOpen).map(JavaField::getRawType);
    var accessors =
        type.getMethods().stream()
            .filter(Collaborators::isOpen)
            .filter(method -> method.getRawParameterTypes().isEmpty())
            .filter(method -> type.tryGetField(method.getName()).isPresent())
            .map(JavaMethod::getRawReturnType);
    return Stream.concat(fields, accessors).filter(given::contains).collect(Collectors.toSet());
  }

  private static boolean isOpen(JavaMember member) {
    return !member.getModifiers().contains(JavaModifier.STATIC)
        && !member.getModifiers().contains(JavaModifier.PRIVATE);
  }

  private static List<JavaClass> components(JavaClass record) {
    return record.getFields().stream()
        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
        .map(JavaField::getRawType)
        .toList();
  }

  private static boolean acts(JavaClass type) {
    return isService(type)
        || (type.isInterface() && isOurs(type) && !isClosedOverData(type))
        || type.getPackageName().equals("java.util.function")
        || type.isAssignableTo(InstantSource.class)
        || type.isAssignableTo(java.util.random.RandomGenerator.class)
        || type.isEquivalentTo(Runnable.class);
  }

  /** A class of ours that is neither a record nor an enum, and no value that equals others. */
  private static boolean isService(JavaClass type) {
    return isOurs(type)
        && !type.isInterface()
        && !type.isRecord()
        && !type.isEnum()
        && type.tryGetMethod("equals", Object.class).isEmpty();
  }

  /** Whether an interface only says which records there are. */
  private static boolean isClosedOverData(JavaClass type) {
    return !type.getSubclasses().isEmpty()
        && type.getAllSubclasses().stream().noneMatch(Collaborators::isService);
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith("io.berth");
  }
}
