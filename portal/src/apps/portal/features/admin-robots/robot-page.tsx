import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { PageFrame } from '@shared/components/page';
import { Failure, Loading } from '@shared/components/states';
import { permissionsQuery } from '@portal/lib/api';
import { useTexts } from '@portal/i18n';
import { paths } from '@portal/lib/paths';
import { systemRobotQuery } from './api';
import { RobotForm } from './robot-form';

/** Makes a robot, or changes what one may do. */
export function RobotPage() {
  const { t } = useTexts();
  const { id } = useParams();
  const catalogue = useQuery(permissionsQuery);
  const robot = useQuery({ ...systemRobotQuery(id ?? ''), enabled: id !== undefined });
  const failed = [catalogue, robot].find((one) => one.isError);
  const isReady = catalogue.data !== undefined && (id === undefined || robot.data !== undefined);
  return (
    <PageFrame title={robot.data?.name ?? t('robots.new')} crumbs={[{ text: t('robots.title'), to: paths.robots }]}>
      {failed !== undefined && <Failure error={failed.error} retry={() => void failed.refetch()} />}
      {failed === undefined && !isReady && <Loading />}
      {failed === undefined && isReady && <RobotForm key={id} catalogue={catalogue.data} robot={robot.data ?? null} />}
    </PageFrame>
  );
}
