import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from 'react-router';
import { Failure, Loading } from '@shared/components/states';
import { projectsQuery } from '@panel/lib/api';
import { paths } from '@panel/lib/paths';

/** Somebody with one project is there at once; others choose. */
export function Home() {
  const projects = useQuery(projectsQuery);
  if (projects.data === undefined) {
    return <div className="padded">{projects.isError ? <Failure error={projects.error} retry={() => void projects.refetch()} /> : <Loading />}</div>;
  }
  const [only] = projects.data;
  return <Navigate to={only !== undefined && projects.data.length === 1 ? paths.registries(only) : paths.projects} replace />;
}

/** A project's own address leads to its registries. */
export function ToRegistries() {
  const { project = '' } = useParams();
  return <Navigate to={paths.registries(project)} replace />;
}
