import { Alert, Button, Flex, Progress, Stack, StackItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { CopyField } from '@shared/components/copy-field';
import { Facts } from '@shared/components/facts';
import { Section } from '@shared/components/section';
import { Failure, Loading } from '@shared/components/states';
import { UsageBar } from '@shared/components/usage-bar';
import { time } from '@shared/lib/format';
import { planQuery, registryUsersQuery } from '@panel/lib/api';
import { useTexts } from '@panel/i18n';
import { paths } from '@panel/lib/paths';
import { isBusy } from '@panel/lib/registry';
import { useRoom } from '@panel/lib/room';
import { ChangePlan } from './change-plan';
import { DeleteRegistry } from './delete-registry';
import { RenameRegistry } from './rename-registry';

type Dialog = 'rename' | 'plan' | 'delete' | '';

/** What a registry is, what it holds, and what can be done with it as a whole. */
export function OverviewPage() {
  const { project, registry } = useRoom();
  const { t, language } = useTexts();
  const plan = useQuery(planQuery(project, registry.id));
  const [dialog, setDialog] = useState<Dialog>('');
  const close = () => setDialog('');
  const isReady = registry.status === 'READY';
  const host = registry.url.replace(/^https?:\/\//, '');
  return (
    <Stack hasGutter>
      {isBusy(registry) && (
        <StackItem>
          <Working status={registry.status} />
        </StackItem>
      )}
      {isReady && (
        <StackItem>
          <NextStep />
        </StackItem>
      )}
      <StackItem>
        <Section
          title={t('panel.overview')}
          actions={
            <Button variant="secondary" onClick={() => setDialog('rename')}>
              {t('panel.rename')}
            </Button>
          }
        >
          <Facts
            rows={[
              [t('panel.address'), <CopyField key="url" text={registry.url} label={t('panel.address')} />],
              [t('panel.login'), <CopyField key="login" text={`docker login ${host}`} label={t('panel.login')} />],
              [t('panel.registry.id'), <CopyField key="id" text={registry.id} label={t('panel.registry.id')} />],
              [t('panel.region'), registry.region],
              [t('panel.version'), registry.version],
              [t('panel.since'), time(registry.createdAt, language)],
            ]}
          />
        </Section>
      </StackItem>
      <StackItem>
        <Section
          title={t('panel.plan')}
          actions={
            <Button variant="secondary" isDisabled={!isReady || !plan.data} onClick={() => setDialog('plan')}>
              {t('panel.plan.change')}
            </Button>
          }
        >
          {plan.isPending && <Loading rows={2} />}
          {plan.isError && <Failure error={plan.error} retry={() => void plan.refetch()} />}
          {plan.data && (
            <Facts
              rows={[
                [t('panel.plan'), plan.data.name],
                [
                  t('panel.storage'),
                  <UsageBar
                    key="bar"
                    storage={{ used: registry.size, hard: plan.data.registryLimits.imageStorage }}
                    label={t('panel.storageOf', { name: registry.name })}
                  />,
                ],
                [t('panel.plan.parallel'), plan.data.registryLimits.parallelRequest],
              ]}
            />
          )}
        </Section>
      </StackItem>
      <StackItem>
        <Section title={t('panel.delete.title')}>
          <Flex justifyContent={{ default: 'justifyContentSpaceBetween' }} alignItems={{ default: 'alignItemsCenter' }}>
            <span>{t('panel.delete.text')}</span>
            <Button variant="danger" isDisabled={registry.status === 'DELETING'} onClick={() => setDialog('delete')}>
              {t('panel.delete.action')}
            </Button>
          </Flex>
        </Section>
      </StackItem>
      {dialog === 'rename' && <RenameRegistry onClose={close} />}
      {dialog === 'plan' && plan.data && <ChangePlan plan={plan.data} onClose={close} />}
      {dialog === 'delete' && <DeleteRegistry onClose={close} />}
    </Stack>
  );
}

/** Work that goes on; the page looks again by itself. */
function Working({ status }: { status: string }) {
  const { t } = useTexts();
  const text =
    status === 'INSTALLING' ? t('panel.working.installing') : status === 'DELETING' ? t('panel.working.deleting') : t('panel.working.changing');
  return (
    <div className="progress-line" role="status">
      <Progress title={text} aria-label={text} measureLocation="none" size="sm" className="turning" />
    </div>
  );
}

/** A registry without people is of no use yet. */
function NextStep() {
  const { project, registry } = useRoom();
  const { t } = useTexts();
  const users = useQuery(registryUsersQuery(project, registry.id));
  if (registry.iamEnabled || users.data?.length !== 0) {
    return null;
  }
  return (
    <Alert
      variant="info"
      isInline
      title={t('panel.next.title')}
      actionLinks={
        <Flex gap={{ default: 'gapMd' }}>
          <Link to={paths.users(project, registry.id)}>{t('panel.next.credentials')}</Link>
          <Link to={paths.oidc(project, registry.id)}>{t('panel.next.oidc')}</Link>
        </Flex>
      }
    >
      {t('panel.next.text')}
    </Alert>
  );
}
