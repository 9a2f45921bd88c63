/** Serves the web portal's files. Must never know what the pages do. */
@NullMarked
package io.berth.portal;

import org.jspecify.annotations.NullMarked;
