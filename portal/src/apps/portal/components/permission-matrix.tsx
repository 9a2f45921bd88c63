import { Button, Checkbox, Flex } from '@patternfly/react-core';
import { Table, Tbody, Td, Tr } from '@patternfly/react-table';
import { useTexts } from '@portal/i18n';
import { byResource, word, type Access } from '@portal/lib/permissions';

/** What somebody or something may do: a line for each resource, a box for each of its actions. */
export function PermissionMatrix(props: {
  id: string;
  label: string;
  catalogue: readonly Access[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}) {
  const { id, label, catalogue, chosen, onChange } = props;
  const { t } = useTexts();
  const toggle = (one: string, isOn: boolean) => {
    const next = new Set(chosen);
    if (isOn) {
      next.add(one);
    } else {
      next.delete(one);
    }
    onChange(next);
  };
  return (
    <>
      <Flex>
        <Button variant="link" isInline onClick={() => onChange(new Set(catalogue.map(word)))} aria-label={`${t('permissions.all')}: ${label}`}>
          {t('permissions.all')}
        </Button>
        <Button variant="link" isInline isDisabled={chosen.size === 0} onClick={() => onChange(new Set())} aria-label={`${t('permissions.none')}: ${label}`}>
          {t('permissions.none')}
        </Button>
        <span>{t('permissions.chosen', { chosen: chosen.size, all: catalogue.length })}</span>
      </Flex>
      <Table aria-label={label} variant="compact" className="matrix">
        <Tbody>
          {byResource(catalogue).map(([resource, actions]) => (
            <Tr key={resource}>
              <Td>
                <code>{resource}</code>
              </Td>
              <Td>
                <Flex columnGap={{ default: 'columnGapMd' }} rowGap={{ default: 'rowGapXs' }}>
                  {actions.map((action) => {
                    const one = word({ resource, action });
                    return (
                      <Checkbox
                        key={action}
                        id={`${id}-${one}`}
                        label={action}
                        aria-label={`${resource} ${action}`}
                        isChecked={chosen.has(one)}
                        onChange={(_, isOn) => toggle(one, isOn)}
                      />
                    );
                  })}
                </Flex>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </>
  );
}
