package io.berth.http.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RouteTemplateTest {
  private static @Nullable Map<String, String> match(String template, String path) {
    return new RouteTemplate(template).match(RouteTemplate.split(path));
  }

  @Test
  void aParameterIsOneSegmentThatIsNotEmpty() {
    assertThat(match("/users/{id}", "/users/7")).containsExactly(Map.entry("id", "7"));
    assertThat(match("/users/{id}", "/users/")).isNull();
    assertThat(match("/users/{id}", "/users")).isNull();
    assertThat(match("/users/{id}", "/users/7/8")).isNull();
    assertThat(match("/users/{id}", "/people/7")).isNull();
    assertThat(match("/users/{id}/groups/{group}", "/users/7/groups/a%2Fb"))
        .as("values are raw")
        .isEqualTo(Map.of("id", "7", "group", "a%2Fb"));
  }

  @Test
  void aSlashAtTheEndIsAPathOfItsOwn() {
    assertThat(match("/v2/", "/v2/")).isEmpty();
    assertThat(match("/v2/", "/v2")).isNull();
    assertThat(match("/v2", "/v2/")).isNull();
  }

  @Test
  void aNameTakesAsManySegmentsAsThereAreBetweenItsNeighbours() {
    var template = "/v2/{name+}/manifests/{reference}";
    assertThat(match(template, "/v2/app/manifests/v1"))
        .isEqualTo(Map.of("name", "app", "reference", "v1"));
    assertThat(match(template, "/v2/a/b/c/manifests/v1"))
        .isEqualTo(Map.of("name", "a/b/c", "reference", "v1"));
    assertThat(match(template, "/v2/manifests/manifests/manifests/manifests"))
        .as("words of the template may be part of the name")
        .isEqualTo(Map.of("name", "manifests/manifests", "reference", "manifests"));
    assertThat(match(template, "/v2/manifests/v1")).as("no name").isNull();
    assertThat(match(template, "/v2/a//b/manifests/v1")).as("an empty segment").isNull();
    assertThat(match(template, "/v2//manifests/v1")).isNull();
    assertThat(match(template, "/v2/a/manifests/")).isNull();
    assertThat(match(template, "/v2")).as("shorter than what stands around").isNull();
  }

  @Test
  void theRestMayBeAnythingAndNothing() {
    assertThat(match("/assets/**", "/assets")).isEmpty();
    assertThat(match("/assets/**", "/assets/")).isEmpty();
    assertThat(match("/assets/**", "/assets/a//b")).isEmpty();
    assertThat(match("/assets/**", "/other/a")).isNull();
  }

  @Test
  void onlyOnePartMayBeWide() {
    assertThatThrownBy(() -> new RouteTemplate("/{a+}/x/{b+}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two wide parts");
    assertThatThrownBy(() -> new RouteTemplate("/{a+}/**"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void exactTemplatesComeBeforeLooseOnes() {
    var ordered =
        new ArrayList<>(
            java.util.List.of(
                new RouteTemplate("/users/current"),
                new RouteTemplate("/users/{id}"),
                new RouteTemplate("/users/{id+}/x"),
                new RouteTemplate("/users/{id+}"),
                new RouteTemplate("/users/**"),
                new RouteTemplate("/**")));
    var mixed = new ArrayList<>(ordered);
    Collections.reverse(mixed);
    Collections.sort(mixed);
    assertThat(mixed).isEqualTo(ordered);
  }

  @Test
  void equalityIsThatOfTheParts() {
    assertThat(new RouteTemplate("/users/{id}"))
        .isEqualTo(new RouteTemplate("users/{id}"))
        .hasSameHashCodeAs(new RouteTemplate("/users/{id}"))
        .isNotEqualTo(new RouteTemplate("/users/{name}"));
  }
}
