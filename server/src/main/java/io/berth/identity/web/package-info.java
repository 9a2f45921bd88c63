/**
 * Sign-in over HTTP: sessions, cookies, CSRF, the /c endpoints, and who a request's caller is. Must
 * never know any API's resources.
 */
@NullMarked
package io.berth.identity.web;

import org.jspecify.annotations.NullMarked;
