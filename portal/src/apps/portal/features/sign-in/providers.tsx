import { Alert, Button, Stack, StackItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useFirstTexts } from '@portal/i18n/first';
import { signInProvidersQuery } from './api';

/** Where one signs in with an account of the control plane. */
const ACCOUNT = '/c/account/login';

/** The providers beside the primary one, and word of those that do not answer. */
export function Providers({ target }: { target: string }) {
  const { t } = useFirstTexts();
  const providers = useQuery(signInProvidersQuery);
  const all = providers.data ?? [];
  const go = (login: string) =>
    window.location.assign(`${login}${login.includes('?') ? '&' : '?'}redirect_url=${encodeURIComponent(target)}`);
  return (
    <Stack hasGutter>
      {all
        .filter((provider) => !provider.available)
        .map((provider) => (
          <StackItem key={`away-${provider.alias}`}>
            <Alert variant="warning" isInline title={t('signIn.away', { name: provider.name })} />
          </StackItem>
        ))}
      {all
        .filter((provider) => !provider.primary)
        .map((provider) => (
          <StackItem key={provider.login}>
            <Button variant="secondary" isBlock onClick={() => go(provider.login)}>
              {provider.login === ACCOUNT ? t('signIn.account') : t('signIn.with', { name: provider.name })}
            </Button>
          </StackItem>
        ))}
    </Stack>
  );
}
