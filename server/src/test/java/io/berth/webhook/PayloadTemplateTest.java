package io.berth.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.fault.FaultException;
import io.berth.http.message.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PayloadTemplateTest {
  private static JsonNode payload() throws IOException {
    return Json.tree(
        "{\"operator\":\"a \\\"b\\\" \\\\ \\n c\",\"n\":7,\"list\":[{\"tag\":\"v1\"}],\"no\":null}"
            .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void placesAreFilledInAndCannotLeaveTheirText() throws Exception {
    var template = "{\"a\":\"{{operator}}\",\"b\":\"{{ list.0.tag }} {{n}}{{no}}{{list.9.tag}}\"}";
    PayloadTemplate.check(template);
    var written = PayloadTemplate.write(template, payload());
    var read = Json.tree(written.getBytes(StandardCharsets.UTF_8));
    assertThat(read.path("a").asText()).isEqualTo("a \"b\" \\ \n c");
    assertThat(read.path("b").asText()).isEqualTo("v1 7");
  }

  @Test
  void whatHasMembersIsWrittenAsItsJson() throws Exception {
    assertThat(PayloadTemplate.write("{\"a\":\"{{list}}\"}", payload()))
        .isEqualTo("{\"a\":\"[{\\\"tag\\\":\\\"v1\\\"}]\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "{\"a\":{{n}}", "{\"a\":\"{{#if n}}\"}", "{{operator}}"})
  void whatWouldBecomeNoJsonIsRefused(String template) {
    assertThatThrownBy(() -> PayloadTemplate.check(template)).isInstanceOf(FaultException.class);
  }

  @Test
  void itIsBounded() {
    assertThatThrownBy(() -> PayloadTemplate.check('"' + "x".repeat(20_000) + '"'))
        .hasMessageContaining("16000");
    assertThatThrownBy(() -> PayloadTemplate.check('"' + "{{n}}".repeat(101) + '"'))
        .hasMessageContaining("100 places");
  }
}
