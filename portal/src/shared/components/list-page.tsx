import { Button, Pagination, SearchInput, Toolbar, ToolbarContent, ToolbarGroup, ToolbarItem } from '@patternfly/react-core';
import { useEffect, useState, type ReactNode } from 'react';
import { useTexts } from '@shared/i18n';
import { PAGE_SIZES, type ListState } from './list-state';
import { Failure, Loading, Nothing } from './states';

export { useListState, type ListState } from './list-state';

interface Query {
  isPending: boolean;
  isError: boolean;
  error: unknown;
  data: { total: number; data: unknown[] } | undefined;
  refetch: () => unknown;
}

/** A list with its search, filters, pages and states; the children are its table. */
export function ListPage(props: {
  list: ListState;
  query: Query;
  searchLabel?: string;
  /** Fields that narrow the list, bound to {@link ListState.filter}. */
  filters?: ReactNode;
  actions?: ReactNode;
  empty: ReactNode;
  children: ReactNode;
}) {
  const { list, query } = props;
  const { t } = useTexts();
  const isEmpty = query.data?.data.length === 0;
  if (isEmpty && !list.isFiltered && list.page === 1) {
    return props.empty;
  }
  return (
    <>
      <Toolbar inset={{ default: 'insetNone' }}>
        <ToolbarContent>
          {props.searchLabel !== undefined && (
            <ToolbarItem>
              <Search list={list} label={props.searchLabel} />
            </ToolbarItem>
          )}
          {props.filters !== undefined && <ToolbarGroup variant="filter-group">{props.filters}</ToolbarGroup>}
          {props.actions !== undefined && <ToolbarGroup>{props.actions}</ToolbarGroup>}
          {query.data !== undefined && (
            <ToolbarItem align={{ default: 'alignEnd' }} variant="pagination">
              <Pages list={list} total={query.data.total} isCompact />
            </ToolbarItem>
          )}
        </ToolbarContent>
      </Toolbar>
      {query.isPending && <Loading />}
      {query.isError && <Failure error={query.error} retry={() => void query.refetch()} />}
      {isEmpty && (
        <Nothing
          title={t('state.noMatch')}
          action={
            <Button variant="link" onClick={list.isFiltered ? list.clear : () => list.change({ page: 1 })}>
              {t(list.isFiltered ? 'action.clearFilters' : 'action.firstPage')}
            </Button>
          }
        >
          {t('state.noMatchText')}
        </Nothing>
      )}
      {!isEmpty && query.data !== undefined && props.children}
    </>
  );
}

/** The pages of a list, as the server cuts them. */
function Pages({ list, total, isCompact }: { list: ListState; total: number; isCompact: boolean }) {
  const { t } = useTexts();
  return (
    <Pagination
      isCompact={isCompact}
      itemCount={total}
      page={list.page}
      perPage={list.pageSize}
      perPageOptions={PAGE_SIZES.map((value) => ({ title: String(value), value }))}
      onSetPage={(_, page) => list.change({ page })}
      onPerPageSelect={(_, pageSize) => list.change({ pageSize })}
      titles={{
        paginationAriaLabel: t('pages'),
        itemsPerPage: t('pages.size'),
        perPageSuffix: '',
        items: '',
        ofWord: t('pages.of'),
        optionsToggleAriaLabel: t('pages.size'),
        toNextPageAriaLabel: t('pages.next'),
        toPreviousPageAriaLabel: t('pages.previous'),
      }}
    />
  );
}

/** Changes the list when nothing was typed for a moment. */
function Search({ list, label }: { list: ListState; label: string }) {
  const { t } = useTexts();
  const [typed, setTyped] = useState(list.search);
  const [seen, setSeen] = useState(list.search);
  if (seen !== list.search) {
    // The address changed by itself: the back button, or cleared filters.
    setSeen(list.search);
    setTyped(list.search);
  }
  useEffect(() => {
    if (typed === list.search) {
      return;
    }
    const later = setTimeout(() => list.change({ search: typed }), 300);
    return () => clearTimeout(later);
  }, [typed, list]);
  return (
    <SearchInput
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(_, value) => setTyped(value)}
      onClear={() => setTyped('')}
      resetButtonLabel={t('action.clear')}
    />
  );
}
