/**
 * What people look for by a few characters: artifacts and labels, in bounded time, as far as
 * whoever asks says that they may be seen. Must never know HTTP, users or any API.
 */
@NullMarked
package io.berth.search;

import org.jspecify.annotations.NullMarked;
