/**
 * Tag retention: the rules by which tags and artifacts stay, what they say about a repository, and
 * the runs that delete the rest. A preview and a run decide by the same code. Must never know HTTP
 * or any API.
 */
@NullMarked
package io.berth.retention;

import org.jspecify.annotations.NullMarked;
