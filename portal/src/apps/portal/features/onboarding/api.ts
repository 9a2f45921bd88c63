import { web } from '@portal/lib/harbor';

/** Begins as a user of this name. */
export const onboard = (username: string) => web('POST', '/c/oidc/onboard', { username });
