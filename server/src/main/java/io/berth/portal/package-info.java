/** Serves the web portal's files. Must never know SQL or any API. */
@NullMarked
package io.berth.portal;

import org.jspecify.annotations.NullMarked;
