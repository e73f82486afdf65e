import type { Ports } from '../../../shared/ports/ports.ts';

/** Turns a project's kill switch, as an Admin does. */
export const pauseSending = ({ projects }: Pick<Ports, 'projects'>, projectId: string, paused = true) =>
  projects.switchSending(projectId, {
    paused,
    by: 'usr_admin',
    name: 'Name of admin',
    at: '2026-10-01T12:00:00.000Z',
    reason: 'Adresses à vérifier',
  });
