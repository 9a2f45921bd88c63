import { Alert, List, ListItem, Progress, Stack, StackItem } from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTexts } from '@portal/i18n';
import { deleteAll, type Doomed, type Left } from '@portal/lib/delete-all';
import { count } from '@shared/lib/format';
import { useProblemText } from '@shared/components/states';

const NAMED = 20;

/** A deletion of many things at work, and what it left. */
export interface Deletion {
  isPending: boolean;
  error: unknown;
  done: number;
  total: number;
  left: readonly Left[];
  /** Begins, again too: what is gone by then is not asked for. */
  start: () => void;
  /** Ends it after the one at work. */
  stop: () => void;
}

/**
 * @param find the things; asked for when it begins
 * @param onEnd told when nothing is left; not after a stop
 */
export function useDeletion(find: () => Promise<readonly Doomed[]>, onEnd: () => unknown, onSettled: () => Promise<unknown>): Deletion {
  const isStopped = useRef(false);
  const [done, setDone] = useState(0);
  const [total, setTotal] = useState(0);
  const work = useMutation({
    mutationFn: async () => {
      const things = await find();
      setTotal(things.length);
      const left = await deleteAll(things, setDone, () => isStopped.current);
      if (left.length === 0 && !isStopped.current) {
        await onEnd();
      }
      return left;
    },
    onSettled,
  });
  return {
    isPending: work.isPending,
    error: work.error,
    done,
    total,
    left: work.data ?? [],
    start: () => {
      isStopped.current = false;
      setDone(0);
      work.mutate();
    },
    stop: () => {
      isStopped.current = true;
    },
  };
}

/** How far a deletion is, then what could not be deleted. */
export function DeleteProgress({ deletion, title }: { deletion: Deletion; title: string }) {
  const { t, language } = useTexts();
  const problem = useProblemText();
  const { done, total, left } = deletion;
  const text = t('usage.of', { used: count(done, language), hard: count(total, language) });
  return (
    <Stack hasGutter>
      {deletion.isPending && total > 0 && (
        <StackItem>
          <Progress value={done} max={total} title={title} label={text} valueText={text} />
        </StackItem>
      )}
      {!deletion.isPending && left.length > 0 && (
        <StackItem>
          <Alert variant="danger" isInline isLiveRegion title={t('delete.left', { left: left.length, total: total })}>
            <List>
              {left.slice(0, NAMED).map(({ name, error }) => (
                <ListItem key={name}>
                  <span className="digest">{name}</span>: {problem(error)}
                </ListItem>
              ))}
              {left.length > NAMED && <ListItem>{t('delete.more', { count: left.length - NAMED })}</ListItem>}
            </List>
          </Alert>
        </StackItem>
      )}
    </Stack>
  );
}
