import { control } from '@panel/lib/control';
import { registryApi } from '@panel/lib/registry';

const userApi = (project: string, id: string, user: string) => `${registryApi(project, id)}/users/${encodeURIComponent(user)}` as const;

/** A user with a password that the server makes; empty for what it shall choose. */
export const createUser = (project: string, id: string, login: string, email: string) =>
  control('POST', `${registryApi(project, id)}/users`, { ...(login !== '' && { login }), ...(email !== '' && { email }) });

export const deleteUser = (project: string, id: string, user: string) => control('DELETE', userApi(project, id, user));

export const makeAdministrator = (project: string, id: string, user: string) => control('PUT', `${userApi(project, id, user)}/setAsAdmin`);
