import { Button, ExpandableSection, Label, Stack, StackItem } from '@patternfly/react-core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { DataTable } from '@shared/components/data-table';
import { Facts } from '@shared/components/facts';
import { Failure, Loading } from '@shared/components/states';
import { time } from '@shared/lib/format';
import { useTexts, type Key } from '@panel/i18n';
import type { Model } from '@panel/lib/control';
import { useRoom } from '@panel/lib/room';
import { attemptsQuery } from './api';

type Attempt = Model<'cloud.containerRegistry.OIDCAttempt'>;

const COLOR = { SUCCEEDED: 'green', LINKED: 'green', ONBOARDING: 'blue', REFUSED: 'red' } as const;

/** Who tried to sign in, what the provider said about them, and what came of it. */
export function SignIns() {
  const { project, registry } = useRoom();
  const { t, language } = useTexts();
  const attempts = useInfiniteQuery(attemptsQuery(project, registry.id));
  if (attempts.data === undefined) {
    return attempts.isError ? <Failure error={attempts.error} retry={() => void attempts.refetch()} /> : <Loading rows={3} />;
  }
  const rows = attempts.data.pages.flat();
  if (rows.length === 0) {
    return (
      <p>
        {t('panel.oidc.noSignIns')}{' '}
        <a href={`${registry.url}/account/sign-in`} target="_blank" rel="noreferrer">
          {t('panel.oidc.tryIt')}
        </a>
      </p>
    );
  }
  return (
    <Stack hasGutter>
      <StackItem>
        <DataTable
          label={t('panel.oidc.signIns')}
          isCompact
          rows={rows}
          rowKey={(attempt) => attempt.id}
          columns={[
            { title: t('panel.when'), cell: (attempt) => time(attempt.date, language) },
            { title: t('provider.username'), cell: (attempt) => attempt.username ?? t('panel.unknown'), modifier: 'breakWord' },
            {
              title: t('panel.oidc.outcome'),
              cell: (attempt) => (
                <Stack>
                  <StackItem>
                    <Label color={COLOR[attempt.verdict]}>{t(`panel.oidc.verdict.${attempt.verdict}` as Key)}</Label>
                  </StackItem>
                  {attempt.reason !== null && (
                    <StackItem>
                      <small>{attempt.reason}</small>
                    </StackItem>
                  )}
                </Stack>
              ),
            },
            { title: t('panel.oidc.rights'), cell: (attempt) => t(attempt.administrator ? 'panel.oidc.administrator' : 'panel.oidc.standard') },
            { title: t('panel.oidc.said'), cell: (attempt) => <Said attempt={attempt} /> },
            { title: t('panel.ip'), cell: (attempt) => attempt.ip },
          ]}
        />
      </StackItem>
      {attempts.hasNextPage && (
        <StackItem>
          <Button variant="secondary" isLoading={attempts.isFetchingNextPage} onClick={() => void attempts.fetchNextPage()}>
            {t('panel.older')}
          </Button>
        </StackItem>
      )}
    </Stack>
  );
}

function Said({ attempt }: { attempt: Attempt }) {
  const { t } = useTexts();
  if (attempt.claims.length === 0) {
    return <>{t('panel.none')}</>;
  }
  return (
    <ExpandableSection toggleText={t('panel.oidc.claims', { count: attempt.claims.length })}>
      <Facts
        rows={[
          ...attempt.claims.map((claim) => [claim.name, <span key={claim.name} className="digest long">{claim.value}</span>] as const),
          [t('panel.oidc.roles'), attempt.projectRoles.map((role) => `${role.project}: ${role.role}`).join(', ')],
        ]}
      />
    </ExpandableSection>
  );
}
