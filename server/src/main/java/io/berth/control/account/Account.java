package io.berth.control.account;

/**
 * Who may call the control API; not a user of any registry.
 *
 * @param administrator may make and disable accounts
 * @param enabled false: nothing it holds works any more
 */
public record Account(long id, String name, String email, boolean administrator, boolean enabled) {}
