import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTexts } from '@shared/i18n';
import { Confirm } from './confirm';

/** Asks before something is gone for good, takes it away, and has what showed it asked for again. */
export function Remove(props: {
  title: string;
  /** What will be lost. */
  children: ReactNode;
  /** What the button says; "delete" unless said otherwise. */
  confirm?: string;
  /** What has to be typed first. */
  typed?: string;
  remove: () => Promise<unknown>;
  /** The queries that showed it. */
  shownBy: readonly { readonly queryKey: QueryKey }[];
  onClose: () => void;
  /** Goes on once it is gone, after the dialog was closed. */
  onDone?: () => void;
}) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: props.remove,
    onSuccess: async () => {
      props.onClose();
      props.onDone?.();
      await Promise.all(props.shownBy.map((query) => queries.invalidateQueries(query)));
    },
  });
  return (
    <Confirm
      title={props.title}
      confirm={props.confirm ?? t('action.delete')}
      danger
      {...(props.typed !== undefined && { typed: props.typed })}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={props.onClose}
    >
      {props.children}
    </Confirm>
  );
}
