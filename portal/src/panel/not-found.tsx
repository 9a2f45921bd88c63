import { Button } from '@patternfly/react-core';
import { Link, useRouteError } from 'react-router';
import { PageFrame } from '../components/page';
import { Failure, Nothing } from '../components/states';
import { usePanelTexts } from './i18n';
import { paths } from './lib/paths';

export function NotFound() {
  const { t } = usePanelTexts();
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

/** A bug of the panel, or a page that could not be fetched. */
export function Crash() {
  const error = useRouteError();
  return (
    <div className="padded">
      <Failure error={error} retry={() => window.location.reload()} />
    </div>
  );
}
