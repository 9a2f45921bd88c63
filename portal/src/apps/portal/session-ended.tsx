import { Button } from '@patternfly/react-core';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { currentUser } from '@portal/lib/api';
import { useTexts } from '@portal/i18n';
import { paths, signInAndReturn } from '@portal/lib/paths';
import { SIGNED_IN_CHANNEL, useUser } from '@portal/lib/session';
import { useEndedSession } from '@shared/session/ended';
import { EndedDialog } from '@shared/session/ended-dialog';

/**
 * Asks for a new sign-in without leaving the page, so that a half-filled form is not lost: in another
 * tab, after which this page goes on where it was.
 */
export function SessionEnded() {
  const { t } = useTexts();
  const me = useUser();
  const location = useLocation();
  const { isEnded, goOn } = useEndedSession();
  useEffect(() => {
    if (!isEnded) {
      return;
    }
    const look = async () => {
      try {
        const user = await currentUser();
        if (user.user_id === me.user_id) {
          await goOn();
        } else {
          // Somebody else's page now.
          window.location.reload();
        }
      } catch {
        // Still signed out: the dialog stays.
      }
    };
    const channel = new BroadcastChannel(SIGNED_IN_CHANNEL);
    channel.onmessage = () => void look();
    return () => channel.close();
  }, [isEnded, me.user_id, goOn]);
  if (!isEnded) {
    return null;
  }
  return (
    <EndedDialog
      text={t('session.endedText')}
      actions={
        <>
          <Button variant="primary" component="a" href={signInAndReturn(paths.signedIn)} target="_blank">
            {t('session.signIn')}
          </Button>
          <Button variant="link" component="a" href={signInAndReturn(location.pathname + location.search)}>
            {t('session.signInHere')}
          </Button>
        </>
      }
    />
  );
}
