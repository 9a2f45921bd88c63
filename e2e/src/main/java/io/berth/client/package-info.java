/**
 * A plain HTTP/1.1 client over blocking sockets, on which torture and benchmark stand: it shows
 * every byte, can break off anywhere, and costs little beside the server it drives.
 */
@NullMarked
package io.berth.client;

import org.jspecify.annotations.NullMarked;
