# Calls the methods of harborapi, Harbor's Python client, in the order of a registry's life: one JSON line a call out,
# {"operation", "needs"?, "fault"?}. A method is right when it returns, with its answer read into harborapi's models.
import asyncio
import json
import os
import sys
import traceback

from harborapi import HarborAsyncClient
from harborapi import models as m
from harborapi.exceptions import StatusError

client = HarborAsyncClient(
    url=os.environ['HARBOR_URL'] + '/api/v2.0/',
    username=os.environ['HARBOR_USERNAME'],
    secret=os.environ['HARBOR_PASSWORD'],
)
PROJECT = 'pyp'


async def call(method, *words, needs=None, refused=None, wanted=None, **named):
    """Calls a method; what it needs says which feature it cannot do without."""
    line = {'operation': method + (' is refused' if refused else '')}
    if needs:
        line['needs'] = needs
    answer = None
    try:
        answer = await getattr(client, method)(*words, **named)
        if refused:
            line['fault'] = f'answered {answer}'
        elif wanted and not wanted(answer):
            line['fault'] = f'not as wanted: {answer}'
    except StatusError as e:
        if e.status_code not in (refused or ()):
            line['fault'] = f'{e.status_code} {e} {[str(one) for one in e.errors]}'
    except Exception as e:
        line['fault'] = ''.join(traceback.format_exception_only(e))
    print(json.dumps(line), flush=True)
    return answer


def number(location):
    """The id that a Location ends with."""
    return int(str(location or '0').rstrip('/').split('/')[-1] or 0)


async def system():
    await call('ping')
    await call('health_check', wanted=lambda it: it.status == 'healthy')
    await call('get_system_info', wanted=lambda it: it.harbor_version)
    await call('get_system_volume_info')
    await call('get_system_certificate')
    await call('get_statistics')
    await call('get_permissions', wanted=lambda it: it.system)
    await call('search', 'app', wanted=lambda it: it.repository)
    await call('get_current_user')
    await call('get_current_user_permissions')
    await call('get_current_user_permissions', '/project/1', True)
    await call('get_config', wanted=lambda it: it.robot_name_prefix)
    await call('update_config', m.Configurations(robot_name_prefix='robot$'))
    await call('get_audit_logs')
    await call('get_audit_logs', 'operation=create', 'op_time', limit=3)


async def people():
    for name in ('pyu', 'pyu2'):
        await call(
            'create_user',
            m.UserCreationReq(username=name, email=f'{name}@example.org', realname=name, password='Passw0rd12', comment='c'),
        )
    user = await call('get_user_by_username', 'pyu')
    one = user.user_id if user else 0
    await call('get_user', one, wanted=lambda it: it.comment == 'c')
    await call('search_users_by_username', 'pyu', wanted=lambda it: len(it) == 2)
    await call('get_users', wanted=lambda it: len(it) >= 2)
    await call('get_users', 'username=pyu', '-username', wanted=lambda it: len(it) == 1)
    await call('get_users', page=2, page_size=1, limit=1)
    await call('update_user', one, m.UserProfile(email='pyu@example.net', realname='P', comment='d'))
    await call('set_user_admin', one, True)
    await call('set_user_admin', one, False)
    await call('set_user_password', one, 'Passw0rd34')
    await call('set_user_cli_secret', one, 'Passw0rd56', refused=(412,))
    return one


async def projects():
    await call('create_project', m.ProjectReq(project_name=PROJECT, public=False, metadata=m.ProjectMetadata(public='false')))
    await call('create_project', m.ProjectReq(project_name='pypublic', public=True))
    await call('create_project', m.ProjectReq(project_name='4242', storage_limit=1 << 30))
    await call('create_project', m.ProjectReq(project_name=PROJECT), refused=(409,))
    await call('project_exists', PROJECT, wanted=lambda it: it is True)
    await call('project_exists', 'nothing', wanted=lambda it: it is False)
    project = await call('get_project', PROJECT, wanted=lambda it: it.name == PROJECT)
    await call('get_project', project.project_id if project else 0, wanted=lambda it: it.name == PROJECT)
    await call('get_project', '4242', wanted=lambda it: it.name == '4242')
    await call('get_projects', wanted=lambda it: len(it) >= 4)
    await call('get_projects', 'name=~py', '-name', wanted=lambda it: len(it) == 2)
    await call('get_projects', name=PROJECT, public=False, wanted=lambda it: [one.name for one in it] == [PROJECT])
    await call('get_projects', public=True, with_detail=False, wanted=lambda it: all(one.metadata.public == 'true' for one in it))
    await call('update_project', PROJECT, m.ProjectReq(metadata=m.ProjectMetadata(public='true', auto_scan='true', prevent_vul='true', severity='high')))
    await call('get_project', PROJECT, wanted=lambda it: it.metadata.severity and it.metadata.auto_scan == 'true')
    await call('get_project_summary', PROJECT)
    await call('get_project_deletable', PROJECT)
    await call('get_project_logs', PROJECT)
    await call('get_project_logs', PROJECT, 'operation=create')
    await call('get_project_metadata', PROJECT)
    await call('set_project_metadata', PROJECT, m.ProjectMetadata(reuse_sys_cve_allowlist='true'))
    await call('get_project_metadata_entry', PROJECT, 'public')
    await call('update_project_metadata_entry', PROJECT, 'auto_scan', m.ProjectMetadata(auto_scan='false'))
    await call('delete_project_metadata_entry', PROJECT, 'auto_scan')
    return project.project_id if project else 0


async def members():
    await call('add_project_member_user', PROJECT, 'pyu', 3)
    await call('add_project_member_user', PROJECT, 'pyu', 3, refused=(409,))
    group = number(await call('create_usergroup', m.UserGroup(group_name='pyg', group_type=3)))
    await call('get_usergroup', group, wanted=lambda it: it.group_name == 'pyg')
    await call('get_usergroups', wanted=lambda it: len(it) == 1)
    await call('search_usergroups', 'pyg', wanted=lambda it: len(it) == 1)
    await call('update_usergroup', group, m.UserGroup(group_name='pyg2', group_type=3))
    await call('add_project_member_group', PROJECT, group, 2)
    found = await call('get_project_members', PROJECT, wanted=lambda it: len(it) >= 2)
    await call('get_project_members', PROJECT, 'pyu', wanted=lambda it: len(it) == 1)
    one = next((it.id for it in found or [] if it.entity_name == 'pyu'), 0)
    await call('get_project_member', PROJECT, one, wanted=lambda it: it.entity_name == 'pyu')
    await call('update_project_member_role', PROJECT, one, 2)
    await call('update_project_member_role', PROJECT, one, m.RoleRequest(role_id=4))
    await call('remove_project_member', PROJECT, one)
    await call('delete_usergroup', group)


async def content():
    await call('get_repositories', wanted=lambda it: len(it) >= 2)
    await call('get_repositories', 'library', wanted=lambda it: len(it) == 2)
    await call('get_repositories', 'library', 'name=~nested', '-update_time', wanted=lambda it: len(it) == 1)
    await call('get_repository', 'library', 'app', wanted=lambda it: it.artifact_count == 2)
    await call('get_repository', 'library', 'deep/nested/app')
    await call('update_repository', 'library', 'app', m.Repository(description='d'))
    artifact = await call('get_artifact', 'library', 'app', 'v1', with_label=True, with_accessory=True)
    await call('get_artifact', 'library', 'deep/nested/app', 'v1')
    await call('get_artifacts', 'library', 'app', wanted=lambda it: len(it) == 2)
    await call('get_artifacts', 'library', 'app', 'tags=v1', wanted=lambda it: len(it) == 1)
    await call('get_artifacts', 'library', 'app', 'type=IMAGE', '-push_time', wanted=lambda it: len(it) == 2)
    await call('get_artifact_tags', 'library', 'app', 'v1', wanted=lambda it: len(it) == 1)
    await call('create_artifact_tag', 'library', 'app', 'v1', m.Tag(name='pytag'))
    await call('create_artifact_tag', 'library', 'app', 'v1', m.Tag(name='pytag'), refused=(409,))
    await call('delete_artifact_tag', 'library', 'app', 'v1', 'pytag')
    await call('get_artifact_accessories', 'library', 'app', 'v1')
    await call('get_artifact_build_history', 'library', 'app', 'v1')
    await call('get_artifact_vulnerability_reports', 'library', 'app', 'v1', refused=(404,))
    await call('scan_artifact', 'library', 'app', 'v1', needs='scanning')
    await call('copy_artifact', PROJECT, 'copied', f"library/app@{artifact.digest if artifact else ''}")
    await call('copy_artifact', PROJECT, 'copied', 'library/app:v2')
    await call('delete_artifact', PROJECT, 'copied', 'v2')
    await call('delete_repository', PROJECT, 'copied')
    await call('get_project_artifacts', 'library')
    await call('get_icon', artifact.icon if artifact and artifact.icon else 'sha256:0')


async def robots():
    access = [m.Access(resource='repository', action='pull'), m.Access(resource='repository', action='push')]
    system = await call(
        'create_robot',
        m.RobotCreate(
            name='pyr', level='system', duration=-1, permissions=[m.RobotPermission(kind='project', namespace='*', access=access)]
        ),
        wanted=lambda it: it.secret,
    )
    project = await call(
        'create_robot',
        m.RobotCreate(
            name='prp', level='project', duration=30, permissions=[m.RobotPermission(kind='project', namespace=PROJECT, access=access)]
        ),
    )
    await call('get_robots', wanted=lambda it: len(it) == 1)
    await call('get_robots', 'name=robot$pyr')
    one = system.id if system else 0
    robot = await call('get_robot', one, wanted=lambda it: it.level == 'system')
    if robot:
        robot.description = 'changed'
        await call('update_robot', one, robot)
    await call('get_robot', one, wanted=lambda it: it.description == 'changed')
    await call('refresh_robot_secret', one, 'Abcdefg123')
    await call('refresh_robot_secret', one, '')
    await call('delete_robot', one)
    await call('delete_robot', project.id if project else 0)


async def quotas(project):
    await call('get_quotas', wanted=lambda it: len(it) >= 3)
    found = await call('get_quotas', 'project', str(project), '-used.storage', wanted=lambda it: len(it) == 1)
    one = found[0].id if found else 0
    await call('get_quota', one)
    await call('update_quota', one, m.QuotaUpdateReq(hard=m.ResourceList(**{'storage': 2 << 30})))
    await call('create_gc_schedule', m.Schedule(schedule=m.ScheduleObj(type='Manual'), parameters={'dry_run': True}))
    await call('update_gc_schedule', m.Schedule(schedule=m.ScheduleObj(type='Daily', cron='0 0 0 * * *'), parameters={'workers': 1}))
    await call('get_gc_schedule', wanted=lambda it: it.schedule.type.value == 'Daily')
    await call('update_gc_schedule', m.Schedule(schedule=m.ScheduleObj(type='None', cron='')))
    jobs = await call('get_gc_jobs', wanted=lambda it: len(it) >= 1)
    if jobs:
        await call('get_gc_job', jobs[0].id)


async def lists_of_features():
    """Lists are empty until the feature is there."""
    for method, words in (
        ('get_labels', {'scope': 'g'}),
        ('get_registries', {}),
        ('get_replication_policies', {}),
        ('get_replications', {}),
        ('get_scanners', {}),
        ('get_webhook_policies', {'project_name_or_id': PROJECT}),
        ('get_project_immutable_tag_rules', {'project_name_or_id': PROJECT}),
        ('get_purge_job_history', {}),
    ):
        await call(method, **words)


async def features():
    await call('create_label', m.Label(name='pyl', scope='g', color='#ffffff'))
    await call('get_label', 1)
    await call('create_registry', m.Registry(name='r', type='harbor', url=os.environ['HARBOR_URL']), needs='registries')
    await call('get_registry_adapters')
    await call('get_registry_providers')
    await call('get_replication_policy', 1, needs='replication')
    await call('create_webhook_policy', PROJECT, m.WebhookPolicy(name='w', enabled=True, event_types=['PUSH_ARTIFACT'], targets=[m.WebhookTargetObject(type='http', address='http://127.0.0.1:1')]))
    await call('get_webhook_supported_events', PROJECT)
    await call('get_webhook_policy_last_trigger', PROJECT)
    rule = m.ImmutableRule(
        action='immutable',
        template='immutable_template',
        tag_selectors=[m.ImmutableSelector(kind='doublestar', decoration='matches', pattern='v*')],
        scope_selectors={'repository': [m.ImmutableSelector(kind='doublestar', decoration='repoMatches', pattern='**')]},
    )
    await call('create_project_immutable_tag_rule', PROJECT, rule)
    await call('get_retention_metadata')
    await call('get_project_scanner_candidates', PROJECT)
    await call('get_scan_all_metrics', needs='scanning')
    await call('get_scan_all_schedule', needs='scanning')
    await call('get_scan_exports')
    await call('get_cve_allowlist')
    await call('update_cve_allowlist', m.CVEAllowlist(items=[m.CVEAllowlistItem(cve_id='CVE-2020-1')]))
    await call('get_purge_job_schedule')
    await call('search_ldap_groups', 'x', needs='ldap')
    await call('search_ldap_users', 'x', needs='ldap')


async def end(user):
    await call('delete_user', user)
    await call('get_user', user, refused=(404,))
    await call('delete_project', '4242')
    await call('delete_project', 'pypublic')
    await call('delete_project', PROJECT)
    await call('get_project', PROJECT, refused=(404, 403))


async def main():
    await system()
    user = await people()
    project = await projects()
    await members()
    await content()
    await robots()
    await quotas(project)
    await lists_of_features()
    await features()
    await end(user)


asyncio.run(main())
sys.exit(0)
