/**
 * Where a server's data is: its folder, its database, and how full the disk is. Must never know
 * users or any API.
 */
@NullMarked
package io.berth.server.place;

import org.jspecify.annotations.NullMarked;
