import { Button } from '@patternfly/react-core';
import { CheckCircleIcon } from '@patternfly/react-icons';
import { useEffect } from 'react';
import { Navigate } from 'react-router';
import { Nothing } from '@shared/components/states';
import { useTexts } from './i18n';
import { paths, signInAndReturn } from './lib/paths';
import { SIGNED_IN_CHANNEL, useSession } from './lib/session';

/** Where a sign-in in a second tab ends: the first tab is told, this one has done its work. */
export function SignedIn() {
  const { user } = useSession();
  const { t } = useTexts();
  useEffect(() => {
    document.title = `${t('session.signedIn')} · Berth`;
  }, [t]);
  useEffect(() => {
    if (user === null) {
      return;
    }
    const channel = new BroadcastChannel(SIGNED_IN_CHANNEL);
    channel.postMessage(user.user_id);
    return () => channel.close();
  }, [user]);
  if (user === null) {
    return <Navigate to={signInAndReturn(paths.signedIn)} replace />;
  }
  return (
    <main className="sign-in">
      <Nothing icon={CheckCircleIcon} title={t('session.signedIn')} action={<Button onClick={() => window.close()}>{t('session.closeTab')}</Button>}>
        {t('session.signedInText')}
      </Nothing>
    </main>
  );
}
