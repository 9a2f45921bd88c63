import { Alert, Button, Divider, LoginPage, Spinner, Stack, StackItem } from '@patternfly/react-core';
import { useState } from 'react';
import { Navigate, useSearchParams } from 'react-router-dom';
import { Problem } from '../../components/problem';
import { returnPath, useCurrentUser, useSystemInfo } from '../../lib/session';
import { LocalForm } from './local-form';

/** With a provider the choice between it and local credentials, without one the form. */
export function SignInPage() {
  const system = useSystemInfo();
  const user = useCurrentUser();
  const [search] = useSearchParams();
  const [local, setLocal] = useState(false);
  const target = returnPath(search);

  if (system.isPending || user.isPending) {
    return <Spinner aria-label="Loading" />;
  }
  if (system.isError) {
    return <Problem error={system.error} />;
  }
  if (user.data) {
    return <Navigate to={target} replace />;
  }
  const withProvider = system.data.auth_mode === 'oidc_auth';
  return (
    <LoginPage
      loginTitle="Sign in to Berth"
      loginSubtitle={
        withProvider && !local
          ? `People sign in through ${system.data.oidc_provider_name ?? 'the OpenID Connect provider'}.`
          : 'Use the credentials of this registry.'
      }
    >
      {withProvider && !local ? (
        <Stack hasGutter>
          <StackItem>
            <Button
              id="log_oidc"
              component="a"
              isBlock
              href={`/c/oidc/login?redirect_url=${encodeURIComponent(target)}`}
            >
              Login via OIDC provider
            </Button>
          </StackItem>
          <StackItem>
            <Divider />
          </StackItem>
          <StackItem>
            <Button id="login-db" variant="secondary" isBlock onClick={() => setLocal(true)}>
              Login via local DB
            </Button>
          </StackItem>
          {search.get('signed_out') !== null && (
            <StackItem>
              <Alert variant="info" isInline isPlain title="You are signed out." />
            </StackItem>
          )}
        </Stack>
      ) : (
        <LocalForm target={target} {...(withProvider ? { onBack: () => setLocal(false) } : {})} />
      )}
    </LoginPage>
  );
}
