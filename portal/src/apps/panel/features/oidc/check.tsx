import { Alert, Button, HelperText, HelperTextItem, Spinner, Stack, StackItem } from '@patternfly/react-core';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Refusal } from '@shared/components/states';
import { useTexts } from '@panel/i18n';
import { control } from '@panel/lib/control';
import { useRoom } from '@panel/lib/room';
import { isAddress, trimmed, type Provider } from '@shared/provider/provider';
import { oidcApi, type Report, type Verdict } from './provider';

const PAUSE = 600;
const LOOK: Record<Verdict, 'success' | 'warning' | 'error'> = { OK: 'success', WARNING: 'warning', FAILED: 'error' };

/** What the provider of these settings answers; asked when nothing was typed for a moment. */
export function useCheck(provider: Provider): UseQueryResult<Report> {
  const { project, registry } = useRoom();
  const { endpoint, verifyCert, scope, groupsClaim, userClaim } = trimmed(provider);
  const wanted = JSON.stringify({ endpoint, verifyCert, scope, groupsClaim, userClaim });
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    const later = setTimeout(() => setAsked(wanted), PAUSE);
    return () => clearTimeout(later);
  }, [wanted]);
  const isSettled = asked === wanted;
  return useQuery({
    queryKey: ['oidc-check', registry.id, asked],
    // The check asks for the form of the real call, but tries neither client nor secret.
    queryFn: () =>
      control('POST', `${oidcApi(project, registry.id)}/check`, {
        provider: { ...(JSON.parse(asked) as Pick<Provider, 'endpoint' | 'verifyCert' | 'scope' | 'groupsClaim' | 'userClaim'>), name: 'check', clientId: 'check', clientSecret: 'check' },
      }),
    enabled: isSettled && isAddress(endpoint) && /(^|[,\s])openid([,\s]|$)/.test(scope),
    staleTime: 30_000,
    retry: false,
  });
}

/** The findings, each with its sentence. */
export function CheckResult({ provider, check }: { provider: Provider; check: UseQueryResult<Report> }) {
  const { t } = useTexts();
  if (!isAddress(provider.endpoint)) {
    return <p className="subtle">{t('panel.oidc.check.waiting')}</p>;
  }
  return (
    <Stack hasGutter aria-live="polite">
      {check.isFetching && (
        <StackItem>
          <Spinner size="md" aria-hidden="true" /> {t('panel.oidc.check.asking')}
        </StackItem>
      )}
      {check.isError && (
        <StackItem>
          <Refusal error={check.error} />
        </StackItem>
      )}
      {check.data && (
        <>
          <StackItem>
            <Alert
              isInline
              variant={check.data.verdict === 'OK' ? 'success' : check.data.verdict === 'WARNING' ? 'warning' : 'danger'}
              title={t(`panel.oidc.check.${check.data.verdict}`)}
            />
          </StackItem>
          <StackItem>
            <HelperText component="ul">
              {check.data.findings.map((finding) => (
                <HelperTextItem component="li" key={`${finding.subject} ${finding.message}`} variant={LOOK[finding.verdict]}>
                  {finding.message}
                </HelperTextItem>
              ))}
            </HelperText>
          </StackItem>
        </>
      )}
      {!check.isFetching && (check.data !== undefined || check.isError) && (
        <StackItem>
          <Button variant="link" isInline onClick={() => void check.refetch()}>
            {t('panel.oidc.check.again')}
          </Button>
        </StackItem>
      )}
    </Stack>
  );
}
