/** What two computers of an office – or an office before and after a restore – wrote differently: somebody decides. */
import { type Installation, note, noteLines, tried, type World } from './world.ts';

/** True where something was decided. Only the office a record belongs to decides. */
export async function resolveConflicts(world: World, at: Installation): Promise<boolean> {
  const { rows } = await at.host.call('conflicts.list', {});
  const ours = rows.filter((row) => row.isOurs);
  if (ours.length === 0) return false;
  await tried(world, `${at.name} decides`, () =>
    at.host.call('conflicts.resolve', {
      choices: ours.map(({ entity, recordId, field, offers }) => {
        const offer = world.random(2) === 0 ? offers[world.random(offers.length)] : undefined;
        return {
          entity,
          recordId,
          field,
          choice:
            offer === undefined ? { kind: 'inForce' as const } : { kind: 'offered' as const, position: offer.position },
        };
      }),
    }),
  );
  noteLines(world, at);
  note(world, `${at.name} decides ${ours.length} conflicts`);
  return true;
}
