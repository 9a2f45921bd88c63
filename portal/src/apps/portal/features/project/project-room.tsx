import { Button } from '@patternfly/react-core';
import { LockIcon } from '@patternfly/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useParams } from 'react-router';
import { PageFrame } from '@shared/components/page';
import { Failure, Loading, Nothing } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { ApiError } from '@shared/http/client';
import { paths } from '@portal/lib/paths';
import { projectQuery } from '@portal/lib/api';

/** Finds the project of the address, for all pages below it. */
export function ProjectRoomLoader() {
  const { project = '' } = useParams();
  const { t } = useTexts();
  const room = useQuery(projectQuery(project));
  if (room.data !== undefined) {
    return <Outlet context={room.data} />;
  }
  const isHidden = room.error instanceof ApiError && (room.error.status === 403 || room.error.status === 404);
  return (
    <PageFrame title={project} crumbs={[{ text: t('projects.title'), to: paths.projects }]}>
      {room.isPending && <Loading />}
      {isHidden && (
        <Nothing
          icon={LockIcon}
          title={t('project.hidden', { name: project })}
          action={<Button variant="primary" component={(props) => <Link {...props} to={paths.projects} />}>{t('state.home')}</Button>}
        >
          {t('project.hiddenText')}
        </Nothing>
      )}
      {room.isError && !isHidden && <Failure error={room.error} retry={() => void room.refetch()} />}
    </PageFrame>
  );
}
