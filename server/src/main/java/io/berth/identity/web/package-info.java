/**
 * Sign-in over HTTP: sessions, cookies, CSRF, the /c endpoints, and who a request's caller is. Of
 * the APIs it knows where they stand, because credentials and CSRF differ by path; never what their
 * resources are.
 */
@NullMarked
package io.berth.identity.web;

import org.jspecify.annotations.NullMarked;
