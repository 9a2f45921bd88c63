/**
 * The SQL truth about content: projects, repositories, manifests, tags, blob links, uploads. Must
 * never know bytes on disk, users' rights or HTTP.
 */
@NullMarked
package io.berth.catalog;

import org.jspecify.annotations.NullMarked;
