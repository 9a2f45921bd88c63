package io.berth.control.call;

import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.Doc;
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
@AnswerModel(name = "audit.Event", doc = "A change, or a sign-in")
public record AuditEvent(
    @Doc("ID, which grows") long id,
    @Doc(value = "When", format = Doc.Format.DATETIME) String date,
    @Doc("Account name") String account,
    @Doc("The key, session or client it used") String through,
    @Doc("IAM action, signIn for a sign-in") String action,
    @Doc("Method") String method,
    @Doc("Path") String path,
    @Doc("Status of the answer") int status,
    @Doc("Project") @Nullable String serviceName,
    @Doc("Registry") @Nullable String registryID,
    @Doc(value = "Address", format = Doc.Format.IP) String ip,
    @Doc("Program") String userAgent,
    @Doc("X-OVH-QUERYID of the answer") String queryId) {}
