import { FormGroup, FormHelperText, HelperText, HelperTextItem, InputGroup, InputGroupItem, TextInput, type TextInputProps } from '@patternfly/react-core';
import { useId, type ReactNode } from 'react';

/** A line of text with its label and rule; the rule turns red when what was typed breaks it. */
export function TextField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string;
  isWrong?: boolean;
  isRequired?: boolean;
  autoFocus?: boolean;
  type?: TextInputProps['type'];
  /** Known values to choose from. */
  suggestions?: readonly string[];
  /** Stands beside the line, such as a button that tries what was typed. */
  action?: ReactNode;
}) {
  const id = useId();
  const isWrong = props.isWrong === true;
  const input = (
    <TextInput
      id={id}
      type={props.type ?? 'text'}
      autoComplete="off"
      autoFocus={props.autoFocus === true}
      value={props.value}
      validated={isWrong ? 'error' : 'default'}
      onChange={(_, value) => props.onChange(value)}
      {...(props.help !== undefined && { 'aria-describedby': `${id}-help` })}
      {...(props.suggestions && { list: `${id}-list` })}
    />
  );
  return (
    <FormGroup label={props.label} fieldId={id} {...(props.isRequired === true && { isRequired: true })}>
      {props.action === undefined ? (
        input
      ) : (
        <InputGroup>
          <InputGroupItem isFill>{input}</InputGroupItem>
          <InputGroupItem>{props.action}</InputGroupItem>
        </InputGroup>
      )}
      {props.suggestions && (
        <datalist id={`${id}-list`}>
          {props.suggestions.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
      {props.help !== undefined && (
        <FormHelperText>
          <HelperText id={`${id}-help`}>
            <HelperTextItem variant={isWrong ? 'error' : 'default'}>{props.help}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  );
}
