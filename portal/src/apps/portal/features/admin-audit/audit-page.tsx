import { AuditLog } from '@portal/components/audit/audit-log';
import { OPERATIONS, TYPES } from '@portal/components/audit/audit';
import { LogFrame } from '@portal/components/audit/log-frame';

/** Who did what in the registry. */
export function AuditPage() {
  return (
    <LogFrame>
      <AuditLog path="/api/v2.0/auditlog-exts" operations={OPERATIONS} types={TYPES} />
    </LogFrame>
  );
}
