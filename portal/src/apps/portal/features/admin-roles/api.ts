import { call, type Body } from '@portal/lib/harbor';

const ROLES = '/api/v2.0/roles';

export const createRole = (role: Body<'POST', typeof ROLES>) => call('POST', ROLES, role);

export const changeRole = (id: number, role: Body<'PUT', `/api/v2.0/roles/${number}`>) => call('PUT', `${ROLES}/${id}`, role);

export const deleteRole = (id: number) => call('DELETE', `${ROLES}/${id}`);
