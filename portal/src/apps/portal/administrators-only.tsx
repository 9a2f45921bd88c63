import { Button } from '@patternfly/react-core';
import { Link, Outlet } from 'react-router';
import { PageFrame } from '@shared/components/page';
import { Nothing } from '@shared/components/states';
import { useTexts } from './i18n';
import { paths } from './lib/paths';
import { isAdministrator, useUser } from './lib/session';

/** The server refuses everybody else as well; this says so before it is asked. */
export function AdministratorsOnly() {
  const { t } = useTexts();
  if (isAdministrator(useUser())) {
    return <Outlet />;
  }
  return (
    <PageFrame title={t('admin.only')}>
      <Nothing
        title={t('admin.only')}
        action={<Button variant="primary" component={(props) => <Link {...props} to={paths.projects} />}>{t('state.home')}</Button>}
      >
        {t('admin.onlyText')}
      </Nothing>
    </PageFrame>
  );
}
