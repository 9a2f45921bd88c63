package io.berth.identity.web;

/** Left in a request's attributes by the handler that started a session, for {@link Csrf}. */
record StartedSession(String id) {}
