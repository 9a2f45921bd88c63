import { Outlet, type RouteObject } from 'react-router';
import type { UserEvent } from '@testing-library/user-event';
import { en } from '@portal/i18n/en';
import { fr } from '@portal/i18n/fr';
import type { Session } from '@portal/lib/session';
import { SessionContext } from '@shared/session/session';
import type { Language } from '@shared/lib/language';
import { open } from './stage.tsx';
import { world } from './world.ts';

/** Opens pages in the fake server's first project, for somebody who may do everything there. */
export function inTheProject(pages: RouteObject[], at: string, language: Language = 'en'): UserEvent {
  const room = { project: world.projects[0], ref: 'platform', may: () => true };
  const session = { info: { auth_mode: 'db_auth', registry_url: 'r.example' }, user: world.users[0] } as unknown as Session;
  return open({ texts: { en, fr }, routes: [{ element: <Outlet context={room} />, children: pages }], at, language }, (shown) => (
    <SessionContext value={session}>{shown}</SessionContext>
  ));
}
