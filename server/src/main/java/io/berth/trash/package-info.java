/**
 * What was deleted and can come back: the rows of the trash. The catalog puts things in and takes
 * them out, within the transactions that delete and restore. Must never know HTTP, users or stored
 * bytes.
 */
@NullMarked
package io.berth.trash;

import org.jspecify.annotations.NullMarked;
