package io.berth.content;

/** What an image runs on (OCI image spec, image-index.md); absent parts are empty. */
public record Platform(String os, String architecture, String variant, String osVersion) {}
