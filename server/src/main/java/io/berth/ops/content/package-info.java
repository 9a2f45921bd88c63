/**
 * Bytes as requests reach them: only through a link of the repository that was asked for. Must
 * never know HTTP or any API.
 */
@NullMarked
package io.berth.ops.content;

import org.jspecify.annotations.NullMarked;
