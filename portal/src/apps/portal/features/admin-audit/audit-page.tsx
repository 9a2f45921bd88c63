import { AuditLog } from '@portal/components/audit-log';
import { OPERATIONS, TYPES } from '@portal/lib/audit';
import { LogFrame } from './log-frame';

/** Who did what in the registry. */
export function AuditPage() {
  return (
    <LogFrame>
      <AuditLog path="/api/v2.0/auditlog-exts" operations={OPERATIONS} types={TYPES} fileName="audit-log.csv" />
    </LogFrame>
  );
}
