import { Alert, Content, List, ListItem, Stack, StackItem } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { Section } from '@shared/components/section';
import { useTexts } from '@portal/i18n';
import { keptSettingsQuery, setOnes, type KeptSetting, type Values } from './api';

/** What was set through Harbor's API and nothing acts on yet; nothing at all while nothing was. */
export function KeptSettings({ owner, values }: { owner: KeptSetting['owner']; values: Values }) {
  const { t } = useTexts();
  const kept = useQuery(keptSettingsQuery);
  const ones = setOnes(kept.data ?? [], owner, values);
  if (ones.length === 0) {
    return null;
  }
  const protections = ones.filter(([one]) => one.protection).map(([one]) => one.name);
  return (
    <Section title={t('kept.title')}>
      <Stack hasGutter>
        {protections.length > 0 && (
          <StackItem>
            <Alert variant="warning" isInline title={t('kept.protection', { names: protections.join(', ') })} />
          </StackItem>
        )}
        <StackItem>
          <Content component="p">{t('kept.text')}</Content>
        </StackItem>
        <StackItem>
          <List isPlain>
            {ones.map(([one, value]) => (
              <ListItem key={one.name}>
                <code>{one.name}</code>: {value}
              </ListItem>
            ))}
          </List>
        </StackItem>
      </Stack>
    </Section>
  );
}
