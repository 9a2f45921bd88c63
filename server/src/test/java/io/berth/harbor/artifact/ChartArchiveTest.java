package io.berth.harbor.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tar says of itself is believed as far as it can be true. */
final class ChartArchiveTest {
  private static String values(byte[] chart) throws IOException {
    return ChartArchive.file(new ByteArrayInputStream(chart), "values.yaml")
        .map(bytes -> new String(bytes, UTF_8))
        .orElse("none");
  }

  @Test
  void aFileIsFoundByAnyNameThatTarsHave() throws IOException {
    var deep = "c".repeat(120) + "/values.yaml";
    assertThat(values(new Tars().file("c/Chart.yaml", "x").file("c/Values.YAML", "plain").chart()))
        .isEqualTo("plain");
    assertThat(values(new Tars().meta('L', deep + "\0").file("c/cut", "gnu").chart()))
        .isEqualTo("gnu");
    assertThat(values(new Tars().pax("path=" + deep).file("c/cut", "pax").chart()))
        .isEqualTo("pax");
    assertThat(
            values(
                new Tars().meta('g', "19 comment=anything\n").file("c/values.yaml", "g").chart()))
        .isEqualTo("g");
  }

  @Test
  void aLongNameIsOfTheNextEntryOnly() throws IOException {
    assertThat(
            values(
                new Tars()
                    .pax("path=c/other")
                    .file("c/values.yaml", "renamed")
                    .file("c/values.yaml", "second")
                    .chart()))
        .isEqualTo("second");
  }

  @Test
  void theSizeOfAPaxHeaderCounts() throws IOException {
    var content = "sized: true\n".getBytes(UTF_8);
    assertThat(
            values(
                new Tars()
                    .pax("size=" + content.length)
                    .entry("c/values.yaml", '0', "00000000000", content)
                    .chart()))
        .isEqualTo("sized: true\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-0000000001",
        "0000000000x",
        "99999999999",
        "777777777777",
        "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff",
        "\u0080\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f",
        "   1 2   "
      })
  void aMalformedSizeIsNoFile(String size) throws IOException {
    assertThat(values(new Tars().entry("c/values.yaml", '0', size, new byte[512]).chart()))
        .isEqualTo("none");
    assertThat(
            values(
                new Tars()
                    .entry("c/other", '0', size, new byte[0])
                    .file("c/values.yaml", "x")
                    .chart()))
        .isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"size=-1", "size=x", "size=99999999999999999999", "=x", "nothing"})
  void aMalformedPaxRecordIsNoFile(String record) throws IOException {
    assertThat(values(new Tars().pax(record).file("c/values.yaml", "x").chart())).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"6 a=\n", "999 a=b\n", "-3 a=b\n", " a=b\n", "7 a=bcd\n", "x", "0 a=b\n"})
  void aMalformedPaxLengthIsNoFile(String records) throws IOException {
    assertThat(values(new Tars().meta('x', records).file("c/values.yaml", "x").chart()))
        .isEqualTo("none");
  }

  @Test
  void foldersAndLinksAreNoFiles() throws IOException {
    var tar = new Tars();
    for (char type = '1'; type <= '6'; type++) {
      tar.entry("c/values.yaml", type, "00000000777", new byte[0]);
    }
    assertThat(values(tar.file("c/values.yaml", "the file").chart())).isEqualTo("the file");
  }

  @Test
  void aWrongChecksumIsNoArchive() throws IOException {
    var tar = new Tars().file("c/values.yaml", "x").entries();
    tar[0] ^= 1;
    assertThat(values(new Tars().raw(tar).chart())).isEqualTo("none");
  }

  @Test
  void whatIsCutOffAnywhereShowsNothing() throws IOException {
    var chart = new Tars().file("c/values.yaml", "x".repeat(2_000)).chart();
    for (int length = 0; length < chart.length; length++) {
      assertThat(values(Arrays.copyOf(chart, length))).isIn("none", "x".repeat(2_000));
    }
  }

  @Test
  void aBombIsNotInflated() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(new Tars().entry("c/big", '0', "77777777777", new byte[0]).entries());
      for (int i = 0; i < 70; i++) {
        zip.write(new byte[1 << 20]);
      }
    }
    assertThat(values(bytes.toByteArray())).isEqualTo("none");
    var large = "x".repeat((1 << 20) + 1);
    assertThat(values(new Tars().file("c/values.yaml", large).chart())).isEqualTo("none");
  }
}
