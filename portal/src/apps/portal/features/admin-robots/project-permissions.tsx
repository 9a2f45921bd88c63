import { Button, Checkbox, ExpandableSection, FormGroup, InputGroup, InputGroupItem, TextInput } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PermissionMatrix } from '@portal/components/permission-matrix';
import { useTexts } from '@portal/i18n';
import { projectSearchQuery } from './api';
import { ALL_PROJECTS, USUAL_ACCESS } from './robot';
import type { Access } from '@portal/lib/permissions';

type Chosen = ReadonlyMap<string, ReadonlySet<string>>;

/** What a robot may do in all projects or in some, each with permissions of its own. */
export function ProjectPermissions(props: { catalogue: readonly Access[]; chosen: Chosen; onChange: (chosen: Chosen) => void }) {
  const { t } = useTexts();
  const { catalogue, chosen, onChange } = props;
  const [open, setOpen] = useState<string | null>(null);
  const set = (project: string, access: ReadonlySet<string> | null) => {
    const next = new Map(chosen);
    if (access === null) {
      next.delete(project);
    } else {
      next.set(project, access);
    }
    onChange(next);
  };
  const name = (project: string) => (project === ALL_PROJECTS ? t('robots.allProjects') : project);
  return (
    <>
      <Checkbox
        id="robot-all-projects"
        label={t('robots.coverAll')}
        description={t('robots.coverAllText')}
        isChecked={chosen.has(ALL_PROJECTS)}
        onChange={(_, isOn) => set(ALL_PROJECTS, isOn ? USUAL_ACCESS : null)}
      />
      <AddProject
        onAdd={(project) => {
          set(project, chosen.get(project) ?? USUAL_ACCESS);
          setOpen(project);
        }}
      />
      {[...chosen].map(([project, access]) => (
        <div key={project}>
          <ExpandableSection
            toggleText={`${name(project)} (${access.size})`}
            isExpanded={open === project}
            onToggle={(_, isExpanded) => setOpen(isExpanded ? project : null)}
            isIndented
          >
            <PermissionMatrix id={`project-${project}`} label={name(project)} catalogue={catalogue} chosen={access} onChange={(next) => set(project, next)} />
            <Button variant="link" isInline isDanger onClick={() => set(project, null)}>
              {t('robots.removeProject', { name: name(project) })}
            </Button>
          </ExpandableSection>
        </div>
      ))}
    </>
  );
}

function AddProject({ onAdd }: { onAdd: (project: string) => void }) {
  const { t } = useTexts();
  const [name, setName] = useState('');
  const found = useQuery(projectSearchQuery(name));
  const add = () => {
    if (name.trim() !== '') {
      onAdd(name.trim());
      setName('');
    }
  };
  return (
    <FormGroup label={t('robots.addProject')} fieldId="robot-project" className="narrow-form">
      <InputGroup>
        <InputGroupItem isFill>
          <TextInput
            id="robot-project"
            list="robot-project-names"
            autoComplete="off"
            value={name}
            onChange={(_, value) => setName(value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') {
                event.preventDefault();
                add();
              }
            }}
          />
          <datalist id="robot-project-names">
            {found.data?.map((one) => (
              <option key={one.project_id} value={one.name} />
            ))}
          </datalist>
        </InputGroupItem>
        <InputGroupItem>
          <Button variant="secondary" isDisabled={name.trim() === ''} onClick={add}>
            {t('action.add')}
          </Button>
        </InputGroupItem>
      </InputGroup>
    </FormGroup>
  );
}
