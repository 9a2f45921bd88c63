import { Button, Stack, StackItem } from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Remove } from '@shared/components/remove';
import { Failure, Loading } from '@shared/components/states';
import { useTexts } from '@portal/i18n';
import { policyKey, policyQuery, removePolicy, savePolicy, type Whose } from './api';
import { Executions } from './executions';
import { PolicySettings } from './policy-settings';
import { bodyOf, nothing, type Policy, type PolicyChange } from './policy';
import { Preview } from './preview';
import { Rules } from './rules';

/** A policy with its rules, schedule, preview and runs. */
export function RetentionView(props: { whose: Whose; scope: Policy['scope']; text: string; mayChange: boolean; mayRemove: boolean }) {
  const policy = useQuery(policyQuery(props.whose));
  if (policy.isError) {
    return <Failure error={policy.error} retry={() => void policy.refetch()} />;
  }
  return policy.data === undefined ? <Loading /> : <OfPolicy {...props} policy={policy.data} />;
}

function OfPolicy(props: { whose: Whose; scope: Policy['scope']; text: string; mayChange: boolean; mayRemove: boolean; policy: Policy | null }) {
  const { policy, whose } = props;
  const { t } = useTexts();
  const queries = useQueryClient();
  const [removes, setRemoves] = useState(false);
  const body = policy === null ? nothing(props.scope) : bodyOf(policy);
  const save = useMutation({
    mutationFn: ({ changed }: { changed: PolicyChange; done: () => void }) => savePolicy(policy, changed),
    onSuccess: async (_, { done }) => {
      done();
      await queries.invalidateQueries(policyKey(whose));
    },
  });
  const change = (changed: PolicyChange, done: () => void = () => undefined) => save.mutate({ changed, done });
  return (
    <Stack hasGutter>
      <StackItem>{props.text}</StackItem>
      <StackItem>
        <Rules body={body} mayChange={props.mayChange} busy={save.isPending} error={save.error} save={change} />
      </StackItem>
      {policy !== null && (
        <>
          <StackItem>
            <PolicySettings
              key={JSON.stringify([policy.trigger, policy.retain_by])}
              body={body}
              next={policy.trigger.settings.next_scheduled_time}
              mayChange={props.mayChange}
              busy={save.isPending}
              save={change}
            />
          </StackItem>
          {props.mayChange && (
            <StackItem>
              <Preview key={JSON.stringify(body)} body={body} />
            </StackItem>
          )}
          <StackItem>
            <Executions policy={policy.id} mayRun={props.mayChange} />
          </StackItem>
          {props.mayRemove && (
            <StackItem>
              <Button variant="link" isInline isDanger onClick={() => setRemoves(true)}>
                {t('retention.remove')}
              </Button>
            </StackItem>
          )}
        </>
      )}
      {removes && policy !== null && (
        <Remove title={t('retention.removeTitle')} remove={() => removePolicy(policy.id)} shownBy={[policyKey(whose)]} onClose={() => setRemoves(false)}>
          {t('retention.removeText')}
        </Remove>
      )}
    </Stack>
  );
}
