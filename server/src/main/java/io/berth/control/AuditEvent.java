package io.berth.control;

import org.jspecify.annotations.Nullable;

/**
 * One line of the audit trail; its fields are what the API shows. Never holds a body, a query or a
 * header that could be a secret.
 *
 * @param id grows; also the cursor of lists
 * @param through which key, session or client the account used
 * @param action the IAM action of the route, "signIn" for a sign-in
 * @param status of the answer
 */
record AuditEvent(
    long id,
    @Nullable String date,
    String account,
    String through,
    String action,
    String method,
    String path,
    int status,
    @Nullable String serviceName,
    @Nullable String registryID,
    String ip,
    String userAgent,
    String queryId) {}
