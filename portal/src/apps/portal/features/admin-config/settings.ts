import type { Schema } from '@portal/lib/harbor';
/** The settings that can be changed here, as the configuration names them. */
export interface Settings {
  project_creation_restriction: string;
  robot_name_prefix: string;
  robot_token_duration: string;
  token_expiration: string;
  read_only: boolean;
  banner_message: string;
  trash_days: string;
  /** GiB; -1 for no limit. */
  storage_per_project: string;
}

export type Configuration = Schema<'Configuration'>;

/** What the form begins with. */
export function settingsOf(configuration: Configuration): Settings {
  const text = (name: string) => String(configuration[name]?.value ?? '');
  return {
    project_creation_restriction: text('project_creation_restriction'),
    robot_name_prefix: text('robot_name_prefix'),
    robot_token_duration: text('robot_token_duration'),
    token_expiration: text('token_expiration'),
    read_only: configuration['read_only']?.value === true,
    banner_message: text('banner_message'),
    trash_days: text('trash_days'),
    storage_per_project: String(gibibytes(Number(configuration['storage_per_project']?.value ?? -1))),
  };
}

/** All values by their names. */
export function valuesOf(configuration: Configuration): Record<string, string | number | boolean> {
  const items = configuration as Record<string, { value?: string | number | boolean }>;
  return Object.fromEntries(Object.entries(items).map(([name, item]) => [name, item.value ?? '']));
}

const GIB = 1024 ** 3;

function gibibytes(bytes: number): number {
  return bytes < 0 ? bytes : Number((bytes / GIB).toFixed(3));
}

/** As the API has it: numbers as numbers, storage in bytes. */
function value(name: keyof Settings, settings: Settings): string | number | boolean {
  switch (name) {
    case 'robot_token_duration':
    case 'token_expiration':
    case 'trash_days':
      return Number(settings[name]);
    case 'storage_per_project': {
      const typed = Number(settings[name].replace(',', '.'));
      return typed === -1 ? -1 : Math.round(typed * GIB);
    }
    default:
      return settings[name];
  }
}

/** Only what differs. */
export function changesOf(before: Settings, now: Settings): Record<string, unknown> {
  const changed = (Object.keys(now) as (keyof Settings)[]).filter((name) => now[name] !== before[name]);
  return Object.fromEntries(changed.map((name) => [name, value(name, now)]));
}
