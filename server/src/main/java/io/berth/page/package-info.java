/**
 * Pages made on the server from templates, escaped unless a template says otherwise. Must never
 * know anything else of the program.
 */
@NullMarked
package io.berth.page;

import org.jspecify.annotations.NullMarked;
