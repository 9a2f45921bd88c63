import { Button, Card, CardBody, CardHeader, CardTitle, Content, Stack, StackItem } from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { useFirstTexts } from '@panel/i18n/first';
import { returnAddress } from '@panel/lib/paths';
import { sessionQuery } from '@panel/lib/api';
import { useSession } from '@panel/lib/session';
import { SignInForm } from './sign-in-form';

/** The panel's door: an account signs in, and goes on to where it wanted. */
export function SignInPage() {
  const { t, language, choose } = useFirstTexts();
  const account = useSession();
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const target = returnAddress(parameters.get('next'));
  useEffect(() => {
    document.title = `${t('panel.signIn.title')} · Berth`;
  }, [t]);
  if (account !== null) {
    return <Navigate to={target} replace />;
  }
  const enter = async () => {
    await queries.resetQueries(sessionQuery);
    await navigate(target, { replace: true });
  };
  return (
    <main className="sign-in">
      <Card className="sign-in-card" isLarge>
        <CardHeader>
          <CardTitle component="h1">
            <span className="brand">
              <img src="/favicon.svg" alt="" />
              {t('app.name')} <small>{t('panel.title')}</small>
            </span>
          </CardTitle>
        </CardHeader>
        <CardBody>
          <Stack hasGutter>
            <StackItem>
              <SignInForm onSignedIn={() => void enter()} />
            </StackItem>
            <StackItem>
              <Content component="small">{t('panel.signIn.help')}</Content>
            </StackItem>
            <StackItem>
              <div className="corner">
                <Button variant="link" lang={language === 'en' ? 'fr' : 'en'} onClick={() => choose(language === 'en' ? 'fr' : 'en')}>
                  {language === 'en' ? 'Français' : 'English'}
                </Button>
              </div>
            </StackItem>
          </Stack>
        </CardBody>
      </Card>
    </main>
  );
}
