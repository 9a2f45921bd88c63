export const membersEn = {
  'panel.members.add': 'Add a member',
  'panel.members.text': 'Viewers see everything; operators change registries, but neither create, delete nor resize them; owners may do everything.',
  'panel.members.you': 'you',
  'panel.members.role': 'Role',
  'panel.members.roleOf': 'Role of {name}',
  'panel.members.since': 'Since',
  'panel.members.accountHelp': 'The name of an account that exists here.',
  'panel.members.remove': 'Remove {name} from the project?',
  'panel.members.removeText': 'The project and its registries no longer exist for this account. Where IAM is on, it can no longer sign in there.',
  'panel.role.owner': 'Owner',
  'panel.role.operator': 'Operator',
  'panel.role.viewer': 'Viewer',
} as const;
