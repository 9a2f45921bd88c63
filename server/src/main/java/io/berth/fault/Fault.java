package io.berth.fault;
public sealed interface Fault { record Unauthenticated(String m) implements Fault {} }
