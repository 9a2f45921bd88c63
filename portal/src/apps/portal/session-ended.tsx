import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { useTexts } from './i18n';
import { call } from '@shared/http/http';
import { paths, signInAndReturn } from './lib/paths';
import { useUser } from './lib/session';
import { SESSION_ENDED, SIGNED_IN_CHANNEL } from './end-of-session';

/**
 * Asks for a new sign-in without leaving the page, so that a half-filled form is not lost: in another
 * tab, after which this page goes on where it was.
 */
export function SessionEnded() {
  const { t } = useTexts();
  const me = useUser();
  const queries = useQueryClient();
  const location = useLocation();
  const { data: isEnded } = useQuery({ queryKey: SESSION_ENDED, queryFn: () => false, initialData: false, staleTime: Infinity });
  useEffect(() => {
    if (!isEnded) {
      return;
    }
    const look = async () => {
      try {
        const { data: user } = await call('GET', '/api/v2.0/users/current');
        if (user.user_id !== me.user_id) {
          // Somebody else's page now.
          window.location.reload();
          return;
        }
        queries.setQueryData(SESSION_ENDED, false);
        await queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== SESSION_ENDED[0] });
      } catch {
        // Still signed out: the dialog stays.
      }
    };
    const channel = new BroadcastChannel(SIGNED_IN_CHANNEL);
    channel.onmessage = () => void look();
    return () => channel.close();
  }, [isEnded, me.user_id, queries]);
  if (!isEnded) {
    return null;
  }
  return (
    <Modal isOpen variant="small" aria-labelledby="session-ended" aria-describedby="session-ended-text">
      <ModalHeader title={t('session.ended')} labelId="session-ended" titleIconVariant="info" />
      <ModalBody id="session-ended-text">{t('session.endedText')}</ModalBody>
      <ModalFooter>
        <Button variant="primary" component="a" href={signInAndReturn(paths.signedIn)} target="_blank">
          {t('session.signIn')}
        </Button>
        <Button variant="link" component="a" href={signInAndReturn(location.pathname + location.search)}>
          {t('session.signInHere')}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
