import { CloudIcon } from '@patternfly/react-icons';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { CopyButton } from '@shared/components/copy-button';
import { DataTable } from '@shared/components/data-table';
import { ListPage, useListState } from '@shared/components/list-page';
import { PageFrame } from '@shared/components/page';
import { Nothing } from '@shared/components/states';
import { time } from '@shared/lib/format';
import { projectQuery, projectsQuery } from '@panel/lib/api';
import { useTexts } from '@panel/i18n';
import { paths } from '@panel/lib/paths';

/** The projects the account belongs to. */
export function ProjectsPage() {
  const { t, language } = useTexts();
  const list = useListState();
  const ids = useQuery(projectsQuery);
  const page = (ids.data ?? []).slice((list.page - 1) * list.pageSize, list.page * list.pageSize);
  const projects = useQueries({
    queries: page.map(projectQuery),
  });
  const rows = page.map((id, row) => projects[row]?.data ?? { project_id: id, description: '', creationDate: '' });
  return (
    <PageFrame title={t('nav.projects')}>
      <ListPage
        list={list}
        query={{ ...ids, data: ids.data && { total: ids.data.length, data: page } }}
        empty={
          <Nothing icon={CloudIcon} title={t('panel.projects.empty')}>
            {t('panel.projects.emptyText')}
          </Nothing>
        }
      >
        <DataTable
          label={t('nav.projects')}
          rows={rows}
          rowKey={(project) => project.project_id}
          columns={[
            {
              title: t('panel.name.column'),
              cell: (project) => <Link to={paths.registries(project.project_id)}>{project.description || project.project_id}</Link>,
            },
            {
              title: t('panel.projects.id'),
              cell: (project) => (
                <span className="digest">
                  {project.project_id} <CopyButton text={project.project_id} label={t('panel.projects.id')} />
                </span>
              ),
            },
            { title: t('panel.since'), cell: (project) => time(project.creationDate, language) },
          ]}
        />
      </ListPage>
    </PageFrame>
  );
}
