package io.berth.harbor.wire;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/** A value that is JSON already, and valid. */
public record JsonText(@JsonValue @JsonRawValue String json) {}
