import { useProject } from '@portal/lib/project';
import { LabelsList } from './labels-list';

/** The labels of a project. */
export function ProjectLabelsPage() {
  const { project, may } = useProject();
  return <LabelsList projectId={project.project_id} may={(action) => may('label', action)} />;
}
