import { fireEvent, render, screen } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, test } from 'vitest';
import { Translations } from '@shared/i18n';
import { commonEn } from '@shared/i18n/common.en';
import { commonFr } from '@shared/i18n/common.fr';
import { ApiError } from '@shared/http/client';
import { DataTable } from './data-table';
import { ListPage, useListState } from './list-page';

const QUERY = { isPending: false, isError: false, error: null, refetch: () => undefined };

function Fruits({ query }: { query: Parameters<typeof ListPage>[0]['query'] }) {
  const list = useListState({ sort: 'name', filters: ['colour'] });
  return (
    <ListPage list={list} query={query} searchLabel="Search" empty={<p>Plant a tree</p>}>
      <DataTable
        label="Fruits"
        list={list}
        rows={(query.data?.data ?? []) as string[]}
        rowKey={(row) => row}
        columns={[{ title: 'Name', sort: 'name', cell: (row) => row }]}
      />
    </ListPage>
  );
}

function show(query: Partial<Parameters<typeof ListPage>[0]['query']>, address = '/') {
  const router = createMemoryRouter([{ path: '/', element: <Fruits query={{ ...QUERY, data: undefined, ...query }} /> }], {
    initialEntries: [address],
  });
  render(<Translations texts={{ en: commonEn, fr: commonFr }}><RouterProvider router={router} /></Translations>);
  return router;
}

test('an empty list says what to do next', () => {
  show({ data: { total: 0, data: [] } });
  expect(screen.getByText('Plant a tree')).toBeDefined();
});

test('a list filtered to nothing offers to clear its filters', () => {
  const router = show({ data: { total: 0, data: [] } }, '/?colour=red&search=x&other=1');
  fireEvent.click(screen.getByRole('button', { name: 'Clear all filters' }));
  expect(router.state.location.search).toBe('?other=1');
});

test('a failed list shows the request and can be tried again', () => {
  let tries = 0;
  show({ isError: true, error: new ApiError(500, 'no luck', 'r-1'), refetch: () => tries++ });
  expect(screen.getByText('no luck')).toBeDefined();
  expect(screen.getByText('Request r-1')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(tries).toBe(1);
});

test('pages and order are part of the address', () => {
  const router = show({ data: { total: 10_000, data: ['apple', 'pear'] } });
  fireEvent.click(screen.getByRole('button', { name: 'Next page' }));
  expect(router.state.location.search).toBe('?page=2');
  fireEvent.click(screen.getByRole('button', { name: 'Name' }));
  expect(router.state.location.search).toBe('?sort=-name');
});
