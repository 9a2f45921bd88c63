import type { Schema } from '@portal/lib/harbor';
import type { Access } from '@portal/lib/permissions';

export type Robot = Schema<'Robot'>;

export type RobotState = 'works' | 'soon' | 'expired' | 'disabled';

const SOON = 7 * 86_400;

/** @param now epoch seconds */
export function stateOf(robot: Robot, now: number): RobotState {
  if (robot.disable) {
    return 'disabled';
  }
  if (robot.expires_at < 0) {
    return 'works';
  }
  return robot.expires_at <= now ? 'expired' : robot.expires_at - now <= SOON ? 'soon' : 'works';
}

/** The resources this registry does something with; others of Harbor's catalogue would be promises. */
const RESOURCES = ['repository', 'artifact', 'tag', 'accessory', 'artifact-addition', 'project', 'metadata', 'member', 'robot', 'log', 'quota'];

/** What a robot can be allowed, in the order people look for it. */
export function offered(catalogue: readonly Access[]): Access[] {
  return RESOURCES.flatMap((resource) => catalogue.filter((access) => access.resource === resource));
}

/** What most robots are for. */
export const PRESETS = {
  pull: ['repository:pull', 'repository:read', 'repository:list', 'artifact:read', 'artifact:list', 'tag:list'],
  push: ['repository:pull', 'repository:push', 'repository:read', 'repository:list', 'artifact:read', 'artifact:list', 'artifact:create', 'tag:list', 'tag:create'],
} as const;
