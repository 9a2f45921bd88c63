import { AuditLog } from '@portal/components/audit/audit-log';
import { PROJECT_OPERATIONS, PROJECT_TYPES } from '@portal/components/audit/audit';
import { projectApi, useProject } from '@portal/lib/project';

/** Who did what in a project. */
export function LogsPage() {
  const { project } = useProject();
  return (
    <AuditLog
      path={`${projectApi(project.name)}/auditlog-exts`}
      operations={PROJECT_OPERATIONS}
      types={PROJECT_TYPES}
    />
  );
}
