/**
 * Pages made by the server, from templates in which every value is escaped. Must never know what a
 * page is about, nor how it is sent.
 */
@NullMarked
package io.berth.page;

import org.jspecify.annotations.NullMarked;
