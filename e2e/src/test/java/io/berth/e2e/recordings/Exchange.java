package io.berth.e2e.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One question and Harbor's answer.
 *
 * @param number its place in the recording
 * @param note what it was to find out, "" where a client asked
 * @param operation method and path as Harbor's API document writes them
 */
record Exchange(int number, String note, String operation, Request request, Response recorded) {

  /**
   * @param target path and query as they were sent
   * @param headers without Authorization
   * @param body JSON to be sent as JSON, a text as it is; {@code $base64} has bytes, {@code $raw}
   *     JSON that is sent word by word; null for none
   */
  record Request(
      String method, String target, Caller caller, Map<String, String> headers, JsonNode body) {

    String path() {
      int query = target.indexOf('?');
      return query < 0 ? target : target.substring(0, query);
    }

    String query() {
      int query = target.indexOf('?');
      return query < 0 ? "" : target.substring(query + 1);
    }
  }

  /** Made beside the recording, so that nobody knows what Harbor answered. */
  boolean isBeside() {
    return recorded.status() == 0;
  }

  @Override
  public String toString() {
    return number + " " + request.method() + " " + request.target() + " as " + request.caller();
  }
}
