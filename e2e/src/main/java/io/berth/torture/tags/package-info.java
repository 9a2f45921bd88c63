/** Whether a tag's history, as all clients saw it, can have happened. */
@NullMarked
package io.berth.torture.tags;

import org.jspecify.annotations.NullMarked;
