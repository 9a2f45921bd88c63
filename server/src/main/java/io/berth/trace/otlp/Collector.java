package io.berth.trace.otlp;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Who collects traces, and what this server is called there.
 *
 * @param endpoint the base of its address; {@code /v1/traces} is added (OTLP specification 1.7,
 *     OTLP/HTTP request)
 * @param headers sent with everything, such as credentials
 * @param authorities PEM of the authorities that its certificate may be of; those of the Java
 *     runtime if absent
 * @param ratio of the traces that begin here, from 0 for none to 1 for all
 * @param service the attribute {@code service.name}
 * @param version the attribute {@code service.version}
 * @param instance the attribute {@code service.instance.id}: another one for each server
 */
public record Collector(
    URI endpoint,
    Map<String, String> headers,
    Optional<byte[]> authorities,
    double ratio,
    String service,
    String version,
    String instance) {}
