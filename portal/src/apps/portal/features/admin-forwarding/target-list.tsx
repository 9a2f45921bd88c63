import { Alert, AlertActionCloseButton, Button, Label } from '@patternfly/react-core';
import { ExternalLinkAltIcon, PlusCircleIcon } from '@patternfly/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '@shared/components/data-table';
import { Remove } from '@shared/components/remove';
import { Section } from '@shared/components/section';
import { Failure, Loading, Nothing, Refusal } from '@shared/components/states';
import { useTexts, type Key } from '@portal/i18n';
import { time } from '@shared/lib/format';
import { deleteTarget, replay, targetsQuery, tryTarget, type Target } from './api';
import { TargetForm } from './target-form';

type Doing = { what: 'new' } | { what: 'edit' | 'delete'; target: Target } | null;

/** Where events go, and how that goes. */
export function TargetList() {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [doing, setDoing] = useState<Doing>(null);
  const targets = useQuery(targetsQuery);
  const trial = useMutation({ mutationFn: async (target: Target) => ({ target, ...(await tryTarget(target.id)) }) });
  const again = useMutation({ mutationFn: (target: Target) => replay(target.id), onSuccess: () => queries.invalidateQueries(targetsQuery) });
  const close = () => setDoing(null);
  const add = (
    <Button icon={<PlusCircleIcon />} onClick={() => setDoing({ what: 'new' })}>
      {t('forward.new')}
    </Button>
  );
  const actions = (target: Target) => [
    { title: t('forward.try'), onClick: () => trial.mutate(target) },
    ...(target.queue.given_up > 0 ? [{ title: t('forward.replay'), onClick: () => again.mutate(target) }] : []),
    ...(target.id === 0
      ? []
      : [
          { title: t('action.edit'), onClick: () => setDoing({ what: 'edit', target }) },
          { title: t('action.delete'), onClick: () => setDoing({ what: 'delete', target }) },
        ]),
  ];
  return (
    <Section title={t('forward.targets')} actions={add}>
      <Refusal error={trial.error ?? again.error} />
      {trial.data && (
        <Alert
          isInline
          isLiveRegion
          variant={trial.data.taken ? 'success' : 'danger'}
          title={t(trial.data.taken ? 'forward.taken' : 'forward.notTaken', { name: trial.data.target.name })}
          actionClose={<AlertActionCloseButton onClose={() => trial.reset()} />}
        >
          {trial.data.problem}
        </Alert>
      )}
      {targets.isPending && <Loading rows={2} />}
      {targets.isError && <Failure error={targets.error} retry={() => void targets.refetch()} />}
      {targets.data?.length === 0 && (
        <Nothing icon={ExternalLinkAltIcon} title={t('forward.empty')} action={add}>
          {t('forward.emptyText')}
        </Nothing>
      )}
      {targets.data !== undefined && targets.data.length > 0 && (
        <DataTable
          label={t('forward.targets')}
          rows={targets.data}
          rowKey={(target) => target.id}
          columns={[
            { title: t('forward.name'), modifier: 'breakWord', cell: (target) => (target.id === 0 ? t('forward.endpoint') : target.name) },
            {
              title: t('forward.place'),
              modifier: 'breakWord',
              cell: (target) => (
                <>
                  {target.address.replace(/\?.*/, '?…')}
                  <div className="subtle">{t(`forward.kind.${target.kind}` as Key)}</div>
                </>
              ),
            },
            { title: t('forward.state'), cell: (target) => <State target={target} /> },
            { title: t('forward.queue'), cell: (target) => <Queue target={target} /> },
          ]}
          actions={actions}
        />
      )}
      {doing?.what === 'new' && <TargetForm onClose={close} />}
      {doing?.what === 'edit' && <TargetForm target={doing.target} onClose={close} />}
      {doing?.what === 'delete' && (
        <Remove
          title={t('forward.deleteTitle', { name: doing.target.name })}
          remove={() => deleteTarget(doing.target.id)}
          shownBy={[targetsQuery]}
          onClose={close}
        >
          {t('forward.deleteText', { waiting: doing.target.queue.waiting })}
        </Remove>
      )}
    </Section>
  );
}

function State({ target }: { target: Target }) {
  const { t, language } = useTexts();
  const { failing, last_taken: last } = target.queue;
  if (failing !== undefined) {
    return (
      <>
        <Label color="red">{t('forward.failing')}</Label>
        <div className="subtle">{failing.problem}</div>
        <div className="subtle">{t('forward.failingSince', { since: time(failing.since, language), next: time(failing.next_attempt, language) })}</div>
      </>
    );
  }
  return (
    <>
      <Label color={target.enabled ? 'green' : 'grey'}>{t(target.enabled ? 'forward.works' : 'forward.off')}</Label>
      {last !== undefined && <div className="subtle">{t('forward.lastTaken', { time: time(last, language) })}</div>}
    </>
  );
}

function Queue({ target }: { target: Target }) {
  const { t, language } = useTexts();
  const { waiting, limit, oldest, given_up: givenUp } = target.queue;
  return (
    <>
      {t('forward.waiting', { waiting, limit })}
      {oldest !== undefined && <div className="subtle">{t('forward.oldest', { time: time(oldest, language) })}</div>}
      {givenUp > 0 && <div className="subtle">{t('forward.givenUp', { messages: givenUp })}</div>}
    </>
  );
}
