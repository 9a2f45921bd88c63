import { sessionQuery } from '@portal/lib/api';
import { Alert, Button, Card, CardBody, CardTitle, ClipboardCopy, Content, Flex, FlexItem, Stack, StackItem } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm } from '@shared/components/confirm';
import { useTexts } from '@portal/i18n';
import { copy } from '@shared/lib/copy';
import type { OidcMeta, User } from '@portal/lib/session';
import { setCliSecret } from './api';
import { OwnSecret } from './own-secret';

/** The password of a provider's user for container clients. */
export function CliSecret({ user, meta }: { user: User; meta: OidcMeta }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [isShown, setShown] = useState(false);
  const [asking, setAsking] = useState<'generate' | 'upload' | null>(null);
  const set = useMutation({
    mutationFn: (secret: string) => setCliSecret(user.user_id, secret),
    onSuccess: async () => {
      setAsking(null);
      await queries.invalidateQueries(sessionQuery);
    },
  });
  const ask = (what: 'generate' | 'upload') => {
    set.reset();
    setAsking(what);
  };
  return (
    <Card>
      <CardTitle component="h2">{t('profile.secret')}</CardTitle>
      <CardBody>
        <Stack hasGutter>
          <StackItem>
            <Content component="p">{t('profile.secretText')}</Content>
          </StackItem>
          {meta.secret_status !== '' && (
            <StackItem>
              <Alert variant="warning" isInline title={t('profile.secretDead', { reason: meta.secret_status })} />
            </StackItem>
          )}
          {set.isSuccess && (
            <StackItem>
              <Alert variant="success" isInline title={t('profile.saved')} />
            </StackItem>
          )}
          <StackItem>
            <Flex>
              <FlexItem data-testid="cli-secret">
                {isShown ? (
                  <ClipboardCopy
                    isReadOnly
                    isCode
                    variant="inline"
                    hoverTip={t('action.copy')}
                    clickTip={t('action.copied')}
                    onCopy={() => void copy(meta.secret)}
                    textAriaLabel={t('profile.secret')}
                  >
                    {meta.secret}
                  </ClipboardCopy>
                ) : (
                  <code>••••••••••••</code>
                )}
              </FlexItem>
              <FlexItem>
                <Button variant="link" onClick={() => setShown(!isShown)}>
                  {t(isShown ? 'profile.hide' : 'profile.show')}
                </Button>
              </FlexItem>
            </Flex>
          </StackItem>
          <StackItem>
            <Flex>
              <Button variant="secondary" onClick={() => ask('generate')}>
                {t('profile.generate')}
              </Button>
              <Button variant="link" onClick={() => ask('upload')}>
                {t('profile.upload')}
              </Button>
            </Flex>
          </StackItem>
        </Stack>
        {asking === 'generate' && (
          <Confirm
            title={t('profile.generateTitle')}
            confirm={t('profile.generate')}
            busy={set.isPending}
            error={set.error}
            onConfirm={() => set.mutate('')}
            onClose={() => setAsking(null)}
          >
            {t('profile.generateText')}
          </Confirm>
        )}
        {asking === 'upload' && (
          <OwnSecret busy={set.isPending} error={set.error} onSave={(secret) => set.mutate(secret)} onClose={() => setAsking(null)} />
        )}
      </CardBody>
    </Card>
  );
}
