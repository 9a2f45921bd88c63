package io.berth.http.message;

/** How the lines of the log look. */
public enum LogForm {
  /** For people. */
  TEXT,
  /** An object on each line, for programs. */
  JSON
}
