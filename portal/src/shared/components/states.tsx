import { Alert, AlertActionLink, Bullseye, EmptyState, EmptyStateActions, EmptyStateBody, EmptyStateFooter, Skeleton, Stack, StackItem } from '@patternfly/react-core';
import type { ComponentType, ReactNode } from 'react';
import { useTexts } from '@shared/i18n';
import { ApiError } from '@shared/http/client';

/** What went wrong, in the server's words where it has some. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useTexts();
  return (error) => {
    if (!(error instanceof ApiError)) {
      return String(error);
    }
    if (error.status === 0) {
      return t('state.offline');
    }
    return error.message === '' ? t('state.unknown', { status: error.status }) : error.message;
  };
}

/** A failed load with the way out of it. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTexts();
  const text = useProblemText();
  const request = error instanceof ApiError ? error.requestId : '';
  return (
    <Alert
      variant="danger"
      isInline
      title={t('state.failed')}
      actionLinks={retry && <AlertActionLink onClick={retry}>{t('state.retry')}</AlertActionLink>}
    >
      <p>{text(error)}</p>
      {request !== '' && <p>{t('state.request', { id: request })}</p>}
    </Alert>
  );
}

/** A refused action, shown where it was tried. */
export function Refusal({ error }: { error: unknown }) {
  const text = useProblemText();
  return error === null || error === undefined ? null : <Alert variant="danger" isInline title={text(error)} />;
}

/** What was asked for is done. */
export function Saved({ text }: { text?: string }) {
  const { t } = useTexts();
  return <Alert variant="success" isInline isLiveRegion title={text ?? t('state.saved')} />;
}

export function Loading({ rows = 5 }: { rows?: number }) {
  const { t } = useTexts();
  return (
    <Stack hasGutter aria-busy="true" aria-label={t('state.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <StackItem key={row}>
          <Skeleton height="2rem" screenreaderText={t('state.loading')} />
        </StackItem>
      ))}
    </Stack>
  );
}

export function Nothing(props: { icon?: ComponentType; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <Bullseye>
      <EmptyState headingLevel="h2" titleText={props.title} {...(props.icon && { icon: props.icon })}>
        <EmptyStateBody>{props.children}</EmptyStateBody>
        {props.action !== undefined && (
          <EmptyStateFooter>
            <EmptyStateActions>{props.action}</EmptyStateActions>
          </EmptyStateFooter>
        )}
      </EmptyState>
    </Bullseye>
  );
}
