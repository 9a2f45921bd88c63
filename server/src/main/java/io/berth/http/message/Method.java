package io.berth.http.message;

import org.jspecify.annotations.Nullable;

/** The HTTP methods routes are made for (RFC 9110 section 9, RFC 5789). */
public enum Method {
  GET,
  HEAD,
  POST,
  PUT,
  PATCH,
  DELETE,
  OPTIONS,
  TRACE;

  /** Whether it asks for a change, by its meaning (RFC 9110 section 9.2.1: safe methods do not). */
  public boolean writes() {
    return switch (this) {
      case GET, HEAD, OPTIONS, TRACE -> false;
      case POST, PUT, PATCH, DELETE -> true;
    };
  }

  /** The method of that name as it goes on the wire, or null. */
  public static @Nullable Method named(String name) {
    return switch (name) {
      case "GET" -> GET;
      case "HEAD" -> HEAD;
      case "POST" -> POST;
      case "PUT" -> PUT;
      case "PATCH" -> PATCH;
      case "DELETE" -> DELETE;
      case "OPTIONS" -> OPTIONS;
      case "TRACE" -> TRACE;
      default -> null;
    };
  }
}
