/** Harbor's operations of tag retention, and its preview. Must never know SQL or stored bytes. */
@NullMarked
package io.berth.harbor.retention;

import org.jspecify.annotations.NullMarked;
