import { Button } from '@patternfly/react-core';
import { Link } from 'react-router';
import { useTexts } from '@shared/i18n';
import { PageFrame } from './page';
import { Nothing } from './states';

/** @param home where the way out leads */
export function NotFound({ home }: { home: string }) {
  const { t } = useTexts();
  return (
    <PageFrame title={t('state.notFound')}>
      <Nothing
        title={t('state.notFound')}
        action={<Button variant="primary" component={(props) => <Link {...props} to={home} />}>{t('state.home')}</Button>}
      >
        {t('state.notFoundText')}
      </Nothing>
    </PageFrame>
  );
}
