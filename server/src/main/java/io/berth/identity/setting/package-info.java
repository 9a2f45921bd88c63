/** What administrators of a registry may set. Must never know HTTP or any API. */
@NullMarked
package io.berth.identity.setting;

import org.jspecify.annotations.NullMarked;
