import { Button } from '@patternfly/react-core';
import { Link } from 'react-router';
import { PageFrame } from '@shared/components/page';
import { Nothing } from '@shared/components/states';
import { useTexts } from './i18n';
import { paths } from './lib/paths';

export function NotFound() {
  const { t } = useTexts();
  return (
    <PageFrame title={t('state.notFound')}>
      <Nothing
        title={t('state.notFound')}
        action={<Button variant="primary" component={(props) => <Link {...props} to={paths.projects} />}>{t('state.home')}</Button>}
      >
        {t('state.notFoundText')}
      </Nothing>
    </PageFrame>
  );
}
