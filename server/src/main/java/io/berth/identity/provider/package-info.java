/**
 * Providers and their settings as values, and the rules such settings keep. Must never know HTTP or
 * any API.
 */
@NullMarked
package io.berth.identity.provider;

import org.jspecify.annotations.NullMarked;
