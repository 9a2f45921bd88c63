import { Button, Label, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { Room } from '../../components/room';
import { Rows } from '../../components/rows';
import { moment } from '../../lib/format';
import { get } from '../../lib/http';
import { NewProject } from './new-project';

interface Project {
  project_id: number;
  name: string;
  metadata?: { public?: string };
  owner_name?: string;
  repo_count?: number;
  creation_time: string;
}

export function ProjectsPage() {
  const [creating, setCreating] = useState(false);
  const projects = useQuery({
    queryKey: ['projects'],
    queryFn: () => get<Project[]>('/api/v2.0/projects?page_size=100'),
  });
  return (
    <Room title="Projects" hint="A project holds repositories of images and charts, and decides who may use them.">
      <Toolbar>
        <ToolbarContent>
          <ToolbarItem>
            <Button onClick={() => setCreating(true)}>New project</Button>
          </ToolbarItem>
        </ToolbarContent>
      </Toolbar>
      {creating && <NewProject onClose={() => setCreating(false)} />}
      <Rows query={projects} empty="Create a project, then push an image or a chart into it.">
        {(rows) => (
          <Table aria-label="Projects">
            <Thead>
              <Tr>
                <Th>Project name</Th>
                <Th>Access level</Th>
                <Th>Owner</Th>
                <Th>Repositories</Th>
                <Th>Creation time</Th>
              </Tr>
            </Thead>
            <Tbody>
              {rows.map((project) => (
                <Tr key={project.project_id}>
                  <Td dataLabel="Project name">
                    <Link to={`/harbor/projects/${encodeURIComponent(project.name)}/repositories`}>{project.name}</Link>
                  </Td>
                  <Td dataLabel="Access level">
                    {project.metadata?.public === 'true' ? <Label color="blue">Public</Label> : <Label>Private</Label>}
                  </Td>
                  <Td dataLabel="Owner">{project.owner_name}</Td>
                  <Td dataLabel="Repositories">{project.repo_count ?? 0}</Td>
                  <Td dataLabel="Creation time">{moment(project.creation_time)}</Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Rows>
    </Room>
  );
}
