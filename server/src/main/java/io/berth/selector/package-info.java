/**
 * Harbor's selectors: by which a rule says what repositories and tags it is about. Must never know
 * SQL, HTTP or users.
 */
@NullMarked
package io.berth.selector;

import org.jspecify.annotations.NullMarked;
