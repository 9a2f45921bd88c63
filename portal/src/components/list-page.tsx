import { Pagination, SearchInput, Toolbar, ToolbarContent, ToolbarGroup, ToolbarItem } from '@patternfly/react-core';
import { useEffect, useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useTexts } from '../i18n';
import { Failure, Loading, Nothing } from './states';

/** The page, page size and search word of a list, kept in the address. */
export interface ListState {
  page: number;
  pageSize: number;
  search: string;
  change: (next: { page?: number; pageSize?: number; search?: string }) => void;
}

export function useListState(): ListState {
  const [parameters, setParameters] = useSearchParams();
  const number = (name: string, usual: number): number => {
    const value = Number(parameters.get(name));
    return Number.isInteger(value) && value > 0 ? value : usual;
  };
  const state = { page: number('page', 1), pageSize: Math.min(number('page_size', 15), 100), search: parameters.get('search') ?? '' };
  return {
    ...state,
    change: (next) => {
      const all = { ...state, ...next };
      const changed = new URLSearchParams();
      if (all.page !== 1) changed.set('page', String(all.page));
      if (all.pageSize !== 15) changed.set('page_size', String(all.pageSize));
      if (all.search !== '') changed.set('search', all.search);
      setParameters(changed, { replace: true });
    },
  };
}

interface Query {
  isPending: boolean;
  isError: boolean;
  error: unknown;
  data: { total: number; data: unknown[] } | undefined;
  refetch: () => unknown;
}

/** A list with its search, pages and states; the children are its table. */
export function ListPage(props: {
  list: ListState;
  query: Query;
  searchLabel?: string;
  actions?: ReactNode;
  empty: ReactNode;
  children: ReactNode;
}) {
  const { list, query } = props;
  const { t } = useTexts();
  const [typed, setTyped] = useState(list.search);
  useEffect(() => {
    if (typed === list.search) {
      return;
    }
    const later = setTimeout(() => list.change({ search: typed, page: 1 }), 300);
    return () => clearTimeout(later);
  }, [typed, list]);

  const total = query.data?.total ?? 0;
  const isEmpty = query.data?.data.length === 0;
  if (isEmpty && list.search === '' && list.page === 1) {
    return props.empty;
  }
  return (
    <>
      <Toolbar>
        <ToolbarContent>
          {props.searchLabel !== undefined && (
            <ToolbarItem>
              <SearchInput
                aria-label={props.searchLabel}
                placeholder={props.searchLabel}
                value={typed}
                onChange={(_, value) => setTyped(value)}
                onClear={() => setTyped('')}
                resetButtonLabel={t('action.clear')}
              />
            </ToolbarItem>
          )}
          <ToolbarGroup>{props.actions}</ToolbarGroup>
          <ToolbarItem align={{ default: 'alignEnd' }} variant="pagination">
            <Pagination
              isCompact
              itemCount={total}
              page={list.page}
              perPage={list.pageSize}
              perPageOptions={[15, 25, 50, 100].map((value) => ({ title: String(value), value }))}
              onSetPage={(_, page) => list.change({ page })}
              onPerPageSelect={(_, pageSize) => list.change({ pageSize, page: 1 })}
              titles={{ paginationAriaLabel: t('pages') }}
            />
          </ToolbarItem>
        </ToolbarContent>
      </Toolbar>
      {query.isPending && <Loading />}
      {query.isError && <Failure error={query.error} retry={() => void query.refetch()} />}
      {isEmpty && <Nothing title={t('state.noMatch')}>{t('state.noMatchText')}</Nothing>}
      {!isEmpty && query.data !== undefined && props.children}
    </>
  );
}
