/**
 * Calls about the caller: the account, its applications, consumer keys and OAuth2 clients. Must
 * never know SQL.
 */
@NullMarked
package io.berth.control.api.me;

import org.jspecify.annotations.NullMarked;
