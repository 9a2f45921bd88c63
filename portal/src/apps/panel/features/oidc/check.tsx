import { Alert, Button, HelperText, HelperTextItem, Spinner, Stack, StackItem } from '@patternfly/react-core';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Refusal } from '@shared/components/states';
import { useTexts } from '@panel/i18n';
import { useRoom } from '@panel/lib/room';
import { isAddress, trimmed, type Provider } from '@shared/provider/provider';
import { checkQuery, type Checked } from './api';
import type { Report, Verdict } from './provider';

const PAUSE = 600;
const LOOK: Record<Verdict, 'success' | 'warning' | 'error'> = { OK: 'success', WARNING: 'warning', FAILED: 'error' };

/** What the provider of these settings answers; asked when nothing was typed for a moment. */
export function useCheck(provider: Provider): UseQueryResult<Report> {
  const { project, registry } = useRoom();
  const { endpoint, verifyCert, scope, groupsClaim, userClaim } = trimmed(provider);
  const wanted = JSON.stringify({ endpoint, verifyCert, scope, groupsClaim, userClaim } satisfies Checked);
  const [asked, setAsked] = useState(wanted);
  useEffect(() => {
    const later = setTimeout(() => setAsked(wanted), PAUSE);
    return () => clearTimeout(later);
  }, [wanted]);
  const isSettled = asked === wanted;
  return useQuery({
    ...checkQuery(project, registry.id, JSON.parse(asked) as Checked),
    enabled: isSettled && isAddress(endpoint) && /(^|[,\s])openid([,\s]|$)/.test(scope),
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
