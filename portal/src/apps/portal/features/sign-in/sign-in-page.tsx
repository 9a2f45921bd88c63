import { Button, Card, CardBody, CardHeader, CardTitle, Content, Stack, StackItem } from '@patternfly/react-core';
import { useEffect, useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { useFirstTexts } from '@portal/i18n/first';
import { ownPath } from '@shared/lib/own-path';
import { isOfPortal, paths } from '@portal/lib/paths';
import { useSession } from '@portal/lib/session';
import { LocalForm } from './local-form';
import { Providers } from './providers';

/** Signing in: at the provider where there is one, or with local credentials. */
export function SignInPage() {
  const { info, user } = useSession();
  const { t, language, choose } = useFirstTexts();
  const [parameters] = useSearchParams();
  const [isLocal, setLocal] = useState(info.auth_mode !== 'oidc_auth');
  const target = ownPath(parameters.get('redirect_url')) || paths.projects;
  useEffect(() => {
    document.title = `${t('signIn.title')} · Berth`;
  }, [t]);
  if (user !== null) {
    return isOfPortal(target) ? <Navigate to={target} replace /> : <Leave to={target} />;
  }
  const provider = info.oidc_provider_name;
  const toProvider = () => window.location.assign(`/c/oidc/login?redirect_url=${encodeURIComponent(target)}`);
  return (
    <main className="sign-in">
      <Card className="sign-in-card" isLarge>
        <CardHeader>
          <CardTitle component="h1">
            <span className="brand">
              <img src="/favicon.svg" alt="" />
              {t('app.name')}
            </span>
          </CardTitle>
        </CardHeader>
        <CardBody>
          {isLocal ? (
            <LocalForm target={target} {...(info.auth_mode === 'oidc_auth' && { onBack: () => setLocal(false) })} />
          ) : (
            <Stack hasGutter>
              <StackItem>
                <Button id="log_oidc" variant="primary" size="lg" isBlock onClick={toProvider}>
                  {t('signIn.oidc')}
                </Button>
              </StackItem>
              {provider !== '' && (
                <StackItem>
                  <Content component="small">{t('signIn.provider', { name: provider })}</Content>
                </StackItem>
              )}
              <StackItem>
                <div className="or">{t('signIn.or')}</div>
              </StackItem>
              <StackItem>
                <Button id="login-db" variant="secondary" isBlock onClick={() => setLocal(true)}>
                  {t('signIn.local')}
                </Button>
              </StackItem>
            </Stack>
          )}
          <Providers target={target} />
          <div className="corner">
            <Button variant="link" lang={language === 'en' ? 'fr' : 'en'} onClick={() => choose(language === 'en' ? 'fr' : 'en')}>
              {language === 'en' ? 'Français' : 'English'}
            </Button>
          </div>
        </CardBody>
      </Card>
    </main>
  );
}

/** Goes to a page of this host that is not the portal's. */
function Leave({ to }: { to: string }) {
  useEffect(() => window.location.replace(to), [to]);
  return null;
}
