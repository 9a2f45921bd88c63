import { Modal, ModalBody, ModalHeader, Stack, StackItem } from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { SESSION_ENDED } from './end-of-session';
import { SignInForm } from './features/sign-in/sign-in-form';
import { useTexts } from './i18n';
import { loadSession, useAccount } from './lib/session';

/** Asks for a new sign-in over the page, so that a half-filled form is not lost. */
export function SessionEnded() {
  const { t } = useTexts();
  const me = useAccount();
  const queries = useQueryClient();
  const { data: isEnded } = useQuery({ queryKey: SESSION_ENDED, queryFn: () => false, initialData: false, staleTime: Infinity });
  useEffect(() => {
    const box = isEnded ? document.getElementById('session-ended')?.closest('body > *') : null;
    if (!box) {
      return;
    }
    // A dialog below hides everything beside itself from screen readers, this one too.
    const show = () => box.removeAttribute('aria-hidden');
    const hidden = new MutationObserver(show);
    hidden.observe(box, { attributeFilter: ['aria-hidden'] });
    show();
    return () => hidden.disconnect();
  }, [isEnded]);
  if (!isEnded) {
    return null;
  }
  const goOn = async () => {
    const session = await loadSession();
    if (session?.account !== me.account) {
      // Somebody else's page now.
      window.location.assign('/');
      return;
    }
    queries.setQueryData(SESSION_ENDED, false);
    await queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== SESSION_ENDED[0] });
  };
  return (
    <Modal isOpen variant="small" aria-labelledby="session-ended" aria-describedby="session-ended-text">
      <ModalHeader title={t('session.ended')} labelId="session-ended" titleIconVariant="info" />
      <ModalBody>
        <Stack hasGutter>
          <StackItem id="session-ended-text">{t('panel.session.endedText')}</StackItem>
          <StackItem>
            <SignInForm account={me.account} onSignedIn={() => void goOn()} />
          </StackItem>
        </Stack>
      </ModalBody>
    </Modal>
  );
}
