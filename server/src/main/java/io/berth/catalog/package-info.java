/**
 * The SQL truth about content: projects, repositories, manifests, tags, blob links, uploads. Must
 * never know HTTP, stored bytes or users.
 */
@NullMarked
package io.berth.catalog;

import org.jspecify.annotations.NullMarked;
