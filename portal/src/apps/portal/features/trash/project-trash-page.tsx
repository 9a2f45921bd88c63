import { useProject } from '@portal/lib/project';
import { TrashList } from './trash-list';

/** What was deleted in a project. */
export function ProjectTrashPage() {
  return <TrashList place={useProject().ref} />;
}
