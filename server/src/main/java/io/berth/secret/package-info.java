/**
 * Secrets, however they are kept: sealed under the master key, hashed, made at random, and
 * remembered for a while once they were right. Must never know whose a secret is or what it opens.
 */
@NullMarked
package io.berth.secret;

import org.jspecify.annotations.NullMarked;
