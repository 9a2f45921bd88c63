/**
 * The SQL truth about content: projects, repositories, manifests, tags, blob links, uploads. Must
 * never know bytes on disk, how rights come about, or HTTP; for whom a list is made is handed in.
 */
@NullMarked
package io.berth.catalog;

import org.jspecify.annotations.NullMarked;
