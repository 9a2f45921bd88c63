/**
 * Robot accounts, and the trusts by which ID tokens prove them. Must never know HTTP or any API.
 */
@NullMarked
package io.berth.identity.robot;

import org.jspecify.annotations.NullMarked;
