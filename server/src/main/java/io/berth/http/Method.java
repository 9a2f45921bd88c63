package io.berth.http;

/** The HTTP methods routes are made for (RFC 9110 section 9, RFC 5789). */
public enum Method {
  GET,
  HEAD,
  POST,
  PUT,
  PATCH,
  DELETE,
  OPTIONS
}
