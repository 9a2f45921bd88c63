import { Checkbox, MenuToggle } from '@patternfly/react-core';
import { EllipsisVIcon } from '@patternfly/react-icons';
import { ActionsColumn, SortByDirection, Table, Tbody, Td, Th, Thead, Tr, type IAction, type ThProps } from '@patternfly/react-table';
import { useId, type ReactNode } from 'react';
import { useTexts } from '@shared/i18n';
import type { ListState } from './list-state';

export interface Column<T> {
  title: string;
  cell: (row: T) => ReactNode;
  /** The field the server sorts by; without it the column cannot be sorted. */
  sort?: string;
  modifier?: 'nowrap' | 'breakWord' | 'fitContent';
}

/** Which rows are chosen, by their keys. */
export interface Choice<T> {
  chosen: ReadonlySet<string | number>;
  onChange: (chosen: ReadonlySet<string | number>) => void;
  /** What a row is called. */
  name: (row: T) => string;
}

/** Rows that the server has cut and sorted; on a phone each row becomes a card. */
export function DataTable<T>(props: {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string | number;
  /** Needed when a column can be sorted. */
  list?: ListState;
  /** What can be done with a row; no menu is shown for an empty list. */
  actions?: (row: T) => IAction[];
  /** Boxes before the rows, to do something with several of them. */
  choice?: Choice<T>;
  isCompact?: boolean;
}) {
  const { t } = useTexts();
  const id = useId();
  const { columns, list, choice } = props;
  const keys = props.rows.map(props.rowKey);
  const areAllChosen = choice !== undefined && keys.length > 0 && keys.every((key) => choice.chosen.has(key));
  const sorted = columns.findIndex((column) => column.sort !== undefined && column.sort === list?.sort.replace(/^-/, ''));
  const sorting = (column: Column<T>, index: number): ThProps['sort'] =>
    column.sort === undefined || list === undefined
      ? undefined
      : {
          columnIndex: index,
          sortBy: sorted < 0 ? {} : { index: sorted, direction: list.sort.startsWith('-') ? 'desc' : 'asc' },
          onSort: (_event, _index, direction) => list.change({ sort: (direction === SortByDirection.desc ? '-' : '') + (column.sort ?? '') }),
        };
  return (
    <Table aria-label={props.label} {...(props.isCompact === true && { variant: 'compact' as const })}>
      <Thead>
        <Tr>
          {choice && (
            <Th className="choice">
              <Checkbox
                id={`${id}-all`}
                aria-label={t('action.chooseAll')}
                isChecked={areAllChosen}
                onChange={(_, isChosen) => choice.onChange(new Set(isChosen ? keys : []))}
              />
            </Th>
          )}
          {columns.map((column, index) => {
            const sort = sorting(column, index);
            return (
              <Th key={column.title} {...(sort && { sort })} modifier={column.modifier === 'fitContent' ? 'wrap' : 'nowrap'}>
                {column.title}
              </Th>
            );
          })}
          {props.actions && <Th screenReaderText={t('action.menu')} />}
        </Tr>
      </Thead>
      <Tbody>
        {props.rows.map((row) => {
          const key = props.rowKey(row);
          const actions = props.actions?.(row);
          return (
            <Tr key={key}>
              {choice && (
                <Td className="choice">
                  <Checkbox
                    id={`${id}-${key}`}
                    aria-label={t('action.choose', { name: choice.name(row) })}
                    isChecked={choice.chosen.has(key)}
                    onChange={(_, isChosen) => choice.onChange(new Set(isChosen ? [...choice.chosen, key] : [...choice.chosen].filter((one) => one !== key)))}
                  />
                </Td>
              )}
              {columns.map((column) => (
                <Td key={column.title} dataLabel={column.title} {...(column.modifier && { modifier: column.modifier })}>
                  {column.cell(row)}
                </Td>
              ))}
              {actions && <Td isActionCell>{actions.length > 0 && <RowMenu actions={actions} />}</Td>}
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}

function RowMenu({ actions }: { actions: IAction[] }) {
  const { t } = useTexts();
  return (
    <ActionsColumn
      items={actions}
      actionsToggle={({ onToggle, isOpen, isDisabled, toggleRef }) => (
        <MenuToggle
          ref={toggleRef}
          variant="plain"
          icon={<EllipsisVIcon />}
          aria-label={t('action.menu')}
          onClick={onToggle}
          isExpanded={isOpen}
          isDisabled={isDisabled}
        />
      )}
    />
  );
}
