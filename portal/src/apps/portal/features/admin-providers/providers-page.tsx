import { Button, Content, Flex, Label, Stack, StackItem } from '@patternfly/react-core';
import { KeyIcon, PlusCircleIcon } from '@patternfly/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { CopyField } from '@shared/components/copy-field';
import { Facts } from '@shared/components/facts';
import { PageFrame } from '@shared/components/page';
import { Section } from '@shared/components/section';
import { Failure, Loading, Nothing } from '@shared/components/states';
import { providersQuery } from '@portal/lib/api';
import { useTexts } from '@portal/i18n';
import { paths } from '@portal/lib/paths';
import { providerStatusQuery } from './api';
import type { ProviderStatus } from './api';
import { PRIMARY, type Provider, } from './provider';
import { RemoveProvider } from './remove-provider';

/** Where people sign in: the OpenID Connect providers beside each other. */
export function ProvidersPage() {
  const { t } = useTexts();
  const providers = useQuery(providersQuery);
  const status = useQuery(providerStatusQuery);
  const [toRemove, setToRemove] = useState<Provider | null>(null);
  const newButton = (
    <Button icon={<PlusCircleIcon />} component={(props) => <Link {...props} to={paths.newProvider} />}>
      {t('providers.new')}
    </Button>
  );
  const rows = providers.data?.data ?? [];
  return (
    <PageFrame title={t('providers.title')} actions={rows.length > 0 && newButton}>
      <Stack hasGutter>
        {providers.isPending && <Loading />}
        {providers.isError && <Failure error={providers.error} retry={() => void providers.refetch()} />}
        {providers.isSuccess && rows.length === 0 && (
          <Nothing icon={KeyIcon} title={t('providers.empty')} action={newButton}>
            {t('providers.emptyText')}
          </Nothing>
        )}
        {rows.map((provider) => (
          <StackItem key={provider.alias}>
            <Card
              provider={provider}
              status={status.data?.find((one) => one.alias === provider.alias)}
              onRemove={() => setToRemove(provider)}
            />
          </StackItem>
        ))}
      </Stack>
      {toRemove !== null && <RemoveProvider provider={toRemove} onClose={() => setToRemove(null)} />}
    </PageFrame>
  );
}

function Card({ provider, status, onRemove }: { provider: Provider; status: ProviderStatus | undefined; onRemove: () => void }) {
  const { t } = useTexts();
  const isPrimary = provider.alias === PRIMARY;
  const name = provider.name === '' ? provider.alias : provider.name;
  return (
    <Section
      title={name}
      actions={
        <Flex>
          <Button
            variant="secondary"
            size="sm"
            aria-label={`${t(isPrimary ? 'providers.options' : 'action.edit')}: ${name}`}
            component={(props) => <Link {...props} to={paths.provider(provider.alias)} />}
          >
            {t(isPrimary ? 'providers.options' : 'action.edit')}
          </Button>
          {!isPrimary && (
            <Button variant="danger" size="sm" onClick={onRemove} aria-label={`${t('action.remove')}: ${name}`}>
              {t('action.remove')}
            </Button>
          )}
        </Flex>
      }
    >
      <Stack hasGutter>
        <StackItem>
          <Flex>
            {isPrimary && <Label color="purple">{t('providers.managed')}</Label>}
            {status !== undefined && <Label color={status.available ? 'green' : 'red'}>{t(status.available ? 'providers.available' : 'providers.away')}</Label>}
            {provider.auto_onboard && <Label>{t('providers.autoOnboard')}</Label>}
            {!provider.verify_cert && <Label color="orange">{t('providers.anyCertificate')}</Label>}
          </Flex>
        </StackItem>
        {isPrimary && (
          <StackItem>
            <Content component="small">{t('providers.managedText')}</Content>
          </StackItem>
        )}
        {status?.available === false && <StackItem>{status.problem}</StackItem>}
        <StackItem>
          <Facts
            rows={[
              [t('provider.endpoint'), provider.endpoint],
              [t('provider.clientId'), provider.client_id],
              [t('provider.scope'), provider.scope],
              [t('provider.groupsClaim'), provider.groups_claim],
              [t('provider.groupFilter'), provider.group_filter],
              [t('provider.adminGroup'), provider.admin_group],
              [t('provider.userClaim'), provider.user_claim],
              [t('providers.allowedGroups'), provider.options.allowed_groups.join(', ')],
              [t('provider.redirect'), <CopyField key="redirect" text={provider.redirect_uri} label={t('provider.redirect')} />],
              [t('providers.backChannel'), <CopyField key="logout" text={provider.backchannel_logout_uri} label={t('providers.backChannel')} />],
            ]}
          />
        </StackItem>
      </Stack>
    </Section>
  );
}
