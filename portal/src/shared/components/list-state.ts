import { useSearchParams } from 'react-router';

interface ListChange {
  page?: number;
  pageSize?: number;
  search?: string;
  /** A field's name, with "-" before it for the other direction. */
  sort?: string;
  /** Filters by name; an empty text takes one away. */
  filters?: Record<string, string>;
}

/** What a server is asked for of a list. */
export interface ListRequest {
  page: number;
  pageSize: number;
  search: string;
  sort: string;
}

/** The page, page size, search word, order and filters of a list, kept in the address. */
export interface ListState extends ListRequest {
  filter: (name: string) => string;
  /** Whether a search word or a filter hides something. */
  isFiltered: boolean;
  change: (next: ListChange) => void;
  /** Takes the search word and all filters away. */
  clear: () => void;
}

export const PAGE_SIZES = [15, 25, 50, 100];
const USUAL_SIZE = 15;

/**
 * @param options sort: the order without a choice; filters: the names of the list's filters;
 *     prefix: tells the lists of one page apart in the address
 */
export function useListState(options: { sort?: string; filters?: readonly string[]; prefix?: string } = {}): ListState {
  const [parameters, setParameters] = useSearchParams();
  const { sort: usualSort = '', filters = [], prefix = '' } = options;
  const text = (name: string) => parameters.get(prefix + name) ?? '';
  const number = (name: string, usual: number): number => {
    const value = Number(text(name));
    return Number.isInteger(value) && value > 0 ? value : usual;
  };
  const change = (next: ListChange) =>
    setParameters(
      (now) => {
        const all = new URLSearchParams(now);
        const set = (name: string, value: string, usual: string) =>
          value === usual ? all.delete(prefix + name) : all.set(prefix + name, value);
        if (next.page !== undefined) set('page', String(next.page), '1');
        if (next.pageSize !== undefined) set('page_size', String(next.pageSize), String(USUAL_SIZE));
        if (next.search !== undefined) set('search', next.search, '');
        if (next.sort !== undefined) set('sort', next.sort, usualSort);
        Object.entries(next.filters ?? {}).forEach(([name, value]) => set(name, value, ''));
        if (next.page === undefined) all.delete(`${prefix}page`);
        return all;
      },
      { replace: next.page === undefined },
    );
  return {
    page: number('page', 1),
    pageSize: Math.min(number('page_size', USUAL_SIZE), 100),
    search: text('search'),
    sort: text('sort') || usualSort,
    filter: text,
    isFiltered: text('search') !== '' || filters.some((name) => text(name) !== ''),
    change,
    clear: () => change({ search: '', filters: Object.fromEntries(filters.map((name) => [name, ''])) }),
  };
}
