package io.berth.control;

/** Who may call the control API; not a user of any registry. */
public record Account(long id, String name, String email) {}
