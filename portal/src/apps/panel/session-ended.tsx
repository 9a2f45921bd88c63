import { useTexts } from '@panel/i18n';
import { loadSession } from '@panel/lib/api';
import { useAccount } from '@panel/lib/session';
import { useEndedSession } from '@shared/session/ended';
import { EndedDialog } from '@shared/session/ended-dialog';
import { SignInForm } from './features/sign-in/sign-in-form';

/** Asks for a new sign-in over the page, so that a half-filled form is not lost. */
export function SessionEnded() {
  const { t } = useTexts();
  const me = useAccount();
  const { isEnded, goOn } = useEndedSession();
  if (!isEnded) {
    return null;
  }
  const isBack = async () => {
    const session = await loadSession();
    if (session?.account === me.account) {
      await goOn();
    } else {
      // Somebody else's page now.
      window.location.assign('/');
    }
  };
  return (
    <EndedDialog text={t('panel.session.endedText')}>
      <SignInForm account={me.account} onSignedIn={() => void isBack()} />
    </EndedDialog>
  );
}
