import { Stack, StackItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { PageFrame } from '@shared/components/page';
import { Section } from '@shared/components/section';
import { Failure, Loading } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { paths } from '@portal/lib/paths';
import { providerQuery } from './api';
import { BLANK, fieldsOf, PRIMARY } from './provider';
import { ProviderForm } from './provider-form';
import { ProviderOptions } from './provider-options';

/** Adds a provider, or changes one. */
export function ProviderPage() {
  const { t } = useTexts();
  const { alias } = useParams();
  const provider = useQuery({ ...providerQuery(alias ?? ''), enabled: alias !== undefined });
  const found = provider.data;
  return (
    <PageFrame title={found?.name ?? t('providers.new')} crumbs={[{ text: t('providers.title'), to: paths.providers }]}>
      {alias === undefined && <ProviderForm start={BLANK} known={null} />}
      {alias !== undefined && provider.isPending && <Loading />}
      {provider.isError && <Failure error={provider.error} retry={() => void provider.refetch()} />}
      {found !== undefined && (
        <Stack hasGutter>
          {found.alias !== PRIMARY && (
            <StackItem>
              <Section title={t('providers.settings')}>
                <ProviderForm key={found.alias} start={fieldsOf(found)} known={found.alias} />
              </Section>
            </StackItem>
          )}
          <StackItem>
            <Section title={t('providers.options')}>
              <ProviderOptions key={found.alias} alias={found.alias} options={found.options} />
            </Section>
          </StackItem>
        </Stack>
      )}
    </PageFrame>
  );
}
