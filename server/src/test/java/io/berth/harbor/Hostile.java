package io.berth.harbor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.harbor.artifact.Tars;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Content that nobody means well with, made from a seed. */
public final class Hostile {
  public static final String CHART_LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";

  private static final List<String> TYPES =
      List.of(
          MediaType.OCI_IMAGE_CONFIG,
          MediaType.DOCKER_IMAGE_CONFIG,
          MediaType.HELM_CONFIG,
          "application/vnd.oci.empty.v1+json",
          "application/vnd.a.b.config.v1+json",
          "text/html",
          "<script>",
          "",
          "application/vnd." + "a.".repeat(100) + "config.v1");

  private static final List<String> TEXTS =
      List.of(
          "<script>alert(1)</script>",
          "\\\"><img src=x onerror=alert(1)>",
          "javascript:alert(1)",
          "\\u0000\\u0001\\u001b[31m\\u007f",
          "\\r\\nSet-Cookie: a=b",
          "\\ud800",
          "\\ud83d\\ude00",
          "\\u202e\\ufeff",
          "%00%0d%0a",
          "../../../../etc/passwd",
          "${jndi:ldap://x}",
          "é".repeat(300),
          "A".repeat(3_000));

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "-1",
          "0",
          "1.5",
          "1e400",
          "9223372036854775807",
          "9223372036854775808",
          "9007199254740991",
          "1" + "0".repeat(900),
          "\"\"",
          "[[[[]]]]",
          "[null,1,\"a\",{},[]]",
          "{\"\":null}",
          "[".repeat(90) + "]".repeat(90),
          "[".repeat(5_000) + "]".repeat(5_000),
          "{\"a\":".repeat(70) + "1" + "}".repeat(70));

  private final Random random;

  public Hostile(long seed) {
    random = new Random(seed);
  }

  public <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private boolean chance(int in) {
    return random.nextInt(in) == 0;
  }

  /** A JSON value of any kind. */
  private String value() {
    return chance(2) ? one(VALUES) : '"' + one(TEXTS) + '"';
  }

  /** The value that belongs there, most of the time. */
  private String or(String right) {
    return chance(8) ? value() : right;
  }

  private String annotations() {
    if (chance(40)) {
      return "{\"large\":\"" + "<b>".repeat(350_000) + "\"}";
    }
    var count = chance(40) ? 2_000 : random.nextInt(4);
    var keys =
        List.of(
            "org.opencontainers.image.url",
            "org.opencontainers.image.source",
            "org.opencontainers.image.created",
            one(TEXTS));
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "\""
                    + one(keys)
                    + (count > 3 ? i : "")
                    + "\":"
                    + (count > 3 ? "\"x\"" : or('"' + one(TEXTS) + '"')))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private String platform() {
    return "{\"os\":%s,\"architecture\":%s,\"variant\":%s,\"os.version\":%s,\"os.features\":%s}"
        .formatted(or("\"linux\""), or("\"amd64\""), value(), value(), value());
  }

  /** A descriptor of something that is held. */
  public String descriptor(String type, Digest digest, long size) {
    var fields = new ArrayList<String>();
    fields.add("\"mediaType\":" + or('"' + type + '"'));
    fields.add("\"digest\":" + (chance(30) ? value() : "\"" + digest + '"'));
    fields.add("\"size\":" + (chance(4) ? one(VALUES) : Long.toString(size)));
    if (chance(4)) {
      fields.add("\"urls\":" + or("[\"javascript:alert(1)\"]"));
    }
    if (chance(4)) {
      fields.add("\"annotations\":" + or(annotations()));
    }
    if (chance(4)) {
      fields.add("\"platform\":" + or(platform()));
    }
    if (chance(10)) {
      fields.add("\"data\":" + value());
      fields.add(one(fields));
    }
    return "{" + String.join(",", fields) + "}";
  }

  /** A manifest of an artifact; half of them well-formed but for what they say. */
  public byte[] manifest(Digest config, Digest layer, String subject) {
    var layers = chance(20) ? 1_000 : chance(3) ? 2 : 1;
    var type = one(TYPES);
    var fields = new ArrayList<String>();
    fields.add("\"schemaVersion\":" + or("2"));
    fields.add("\"mediaType\":" + (chance(10) ? value() : '"' + MediaType.OCI_MANIFEST + '"'));
    fields.add(
        "\"config\":" + (chance(2) ? plain(type, config) : or(descriptor(type, config, 10))));
    fields.add(
        "\"layers\":"
            + (chance(2)
                ? "[" + plain(CHART_LAYER, layer) + "]"
                : or(
                    IntStream.range(0, layers)
                        .mapToObj(
                            _ ->
                                layers > 2
                                    ? plain(CHART_LAYER, layer)
                                    : descriptor(CHART_LAYER, layer, 10))
                        .collect(Collectors.joining(",", "[", "]")))));
    if (chance(3)) {
      fields.add("\"annotations\":" + or(annotations()));
    }
    if (chance(3)) {
      fields.add("\"artifactType\":" + or('"' + one(TYPES) + '"'));
    }
    if (!subject.isEmpty()) {
      fields.add("\"subject\":" + or(subject));
    }
    if (chance(6)) {
      fields.add("\"" + one(TEXTS) + "\":" + value());
    }
    return damaged("{" + String.join(",", fields) + "}");
  }

  public static String plain(String type, Digest digest) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":9007199254740991}"
        .formatted(type, digest);
  }

  /** An index over manifests, some of them not there, or none. */
  public byte[] index(List<Digest> children) {
    var listed =
        children.stream()
            .map(
                child ->
                    chance(2)
                        ? plain(MediaType.OCI_MANIFEST, child)
                        : descriptor(MediaType.OCI_MANIFEST, child, 10))
            .collect(Collectors.joining(",", "[", "]"));
    return damaged(
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":%s,\"annotations\":%s}"
            .formatted(MediaType.OCI_INDEX, or(listed), or(annotations())));
  }

  private byte[] damaged(String text) {
    var bytes = text.getBytes(UTF_8);
    return switch (random.nextInt(40)) {
      case 0 -> Arrays.copyOf(bytes, bytes.length / 2);
      case 1 -> ('\ufeff' + text).getBytes(UTF_8);
      case 2 -> text.getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
      case 3 -> (text + text).getBytes(UTF_8);
      case 4 -> {
        bytes[random.nextInt(bytes.length)] = (byte) 0xff;
        yield bytes;
      }
      default -> bytes;
    };
  }

  /** A config of an image or chart, or what calls itself one. */
  public byte[] config() {
    return switch (random.nextInt(12)) {
      case 0 -> value().getBytes(UTF_8);
      case 1 -> ("{\"history\":[" + "{},".repeat(50_000) + "{}]}").getBytes(UTF_8);
      case 2 ->
          ("{\"config\":{\"Labels\":{\"a\":\"" + "x".repeat(900_000) + "\"}}}").getBytes(UTF_8);
      case 3 -> ("{\"dependencies\":" + "[{\"name\":1}".repeat(1) + "]}").getBytes(UTF_8);
      case 4 -> "{".repeat(20_000).getBytes(UTF_8);
      case 5 -> new byte[] {(byte) 0x1f, (byte) 0x8b, 0, 0};
      default ->
          damaged(
              List.of("architecture", "os", "created", "author", "config", "history").stream()
                      .map(name -> "\"" + name + "\":" + value())
                      .collect(Collectors.joining(",", "{", ""))
                  + ",\"dependencies\":[%s,{\"name\":%s,\"version\":%s}],\"version\":%s,\"home\":%s,\"icon\":%s}"
                      .formatted(value(), value(), value(), value(), value(), value()));
    };
  }

  /** A chart's archive, or what calls itself one. */
  public byte[] chart() {
    var readme =
        one(
            List.of(
                "# <script>alert(1)</script>",
                ">".repeat(50_000),
                "[".repeat(50_000),
                "\u0000\u001b",
                "x".repeat(1 << 20)));
    var tar = new Tars();
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      switch (random.nextInt(9)) {
        case 0 -> tar.entry("c/values.yaml", '0', one(SIZES), new byte[random.nextInt(600)]);
        case 1 -> tar.entry("c/values.yaml", (char) random.nextInt(256), one(SIZES), new byte[0]);
        case 2 ->
            tar.pax(one(List.of("path=c/README.md", "size=-1", "size=99999999999", "=", "path=")));
        case 3 -> tar.meta('L', one(List.of("c/values.yaml\0", "", "/".repeat(60_000))));
        case 4 -> tar.file("c/" + one(List.of("README.md", "readme.MD", "ReadMe.md")), readme);
        case 5 -> tar.raw(noise(512));
        case 6 -> tar.meta('x', one(List.of("5", "99999999999 a=b\n", "3 \n", "-1 a=b\n")));
        default -> tar.file("c/values.yaml", readme);
      }
    }
    var chart = tar.chart();
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(chart, random.nextInt(chart.length));
      case 1 -> noise(100);
      case 2 -> bomb();
      case 3 -> twice(chart);
      default -> chart;
    };
  }

  private static final List<String> SIZES =
      List.of(
          "-0000000001",
          "00000000x00",
          "77777777777",
          "777777777777",
          "\u0080\u0000\u0000\u0000\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff",
          "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff",
          "",
          "00000000010");

  private static byte[] twice(byte[] bytes) {
    var both = Arrays.copyOf(bytes, 2 * bytes.length);
    System.arraycopy(bytes, 0, both, bytes.length, bytes.length);
    return both;
  }

  private byte[] noise(int size) {
    var bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A few kilobytes that become a hundred megabytes. */
  private static byte[] bomb() {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(new Tars().entry("c/big", '0', "00577777777", new byte[0]).entries());
      for (int i = 0; i < 100; i++) {
        zip.write(new byte[1 << 20]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A Content-Type of a manifest, most of the time a right one. */
  public String type(String right) {
    return chance(12)
        ? one(
            List.of(
                "text/html",
                "image/svg+xml",
                "application/x+json; charset=\"<\"",
                right.toUpperCase(Locale.ROOT),
                right + ";;",
                "application/vnd.x+json"))
        : right;
  }
}
