import { FormSelect, FormSelectOption, ToolbarItem } from '@patternfly/react-core';
import type { ListState } from './list-state';

/** Narrows a list to one of a few values; the first option stands for all of them. */
export function FilterSelect(props: {
  list: ListState;
  name: string;
  label: string;
  all: string;
  options: readonly (readonly [value: string, text: string])[];
}) {
  return (
    <ToolbarItem>
      <FormSelect
        aria-label={props.label}
        value={props.list.filter(props.name)}
        onChange={(_, value) => props.list.change({ filters: { [props.name]: value } })}
      >
        <FormSelectOption value="" label={props.all} />
        {props.options.map(([value, text]) => (
          <FormSelectOption key={value} value={value} label={text} />
        ))}
      </FormSelect>
    </ToolbarItem>
  );
}
