/** Black-box tests: real providers, real clients and a real browser against the packed server. */
@NullMarked
package io.berth.e2e;

import org.jspecify.annotations.NullMarked;
