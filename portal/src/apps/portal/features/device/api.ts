import { web } from '@portal/lib/harbor';
import type { DeviceLogin } from './device';

/** What asks for a sign-in with this code. */
export const findDevice = async (code: string) => (await web<DeviceLogin>('POST', '/c/device', { user_code: code })).data;

export const answerDevice = (code: string, approve: boolean) => web('POST', '/c/device/answer', { user_code: code, approve });
