/** The final, honest exchange, as patient clerks would do it by the sentences the program shows them. */
import { addReported } from './acts.ts';
import { resolveConflicts } from './conflicts.ts';
import { deliver, giveBack, send, sendToDesks } from './courier.ts';
import { type Installation, note, type Parcel, siblingsOf, streamsAt, tried, type World } from './world.ts';

const mostRounds = 8;

export async function exchangeHonestly(world: World): Promise<void> {
  world.onTheWay.length = 0;
  for (let round = 1; round <= mostRounds; round += 1) {
    note(world, `— honest round ${round}`);
    let isQuiet = true;
    for (const district of officesOf(world)) {
      isQuiet = (await exchangeWithin(world, district, round > 1)) && isQuiet;
      isQuiet = (await exchange(world, district, round > 1)) && isQuiet;
      isQuiet = (await exchangeWithin(world, district, false)) && isQuiet;
    }
    for (const each of [world.centre, ...officesOf(world)]) isQuiet = !(await resolveConflicts(world, each)) && isQuiet;
    for (const each of world.installations) isQuiet = !(await isBehind(each)) && isQuiet;
    if (isQuiet && districtsOf(world).every((district) => isLevel(world.centre, district))) return;
  }
  throw new Error(`no agreement after ${mostRounds} honest rounds`);
}

export function districtsOf(world: World): Installation[] {
  return world.installations.filter(({ office }) => office.kind === 'district');
}

/** One computer of each district: the one that speaks with the centre. */
function officesOf(world: World): Installation[] {
  return districtsOf(world).filter((each) => siblingsOf(world, each)[0] === each);
}

/** Every computer of an office tells the others; where that does not help, the centre gives back what it holds. */
async function exchangeWithin(world: World, first: Installation, isMending: boolean): Promise<boolean> {
  const desks = siblingsOf(world, first);
  if (desks.length === 1) return true;
  let isSmooth = true;
  for (const from of [...desks, first]) {
    const parcel = await sendToDesks(world, from);
    for (const to of desks)
      if (to !== from && parcel !== undefined) isSmooth = (await deliver(world, parcel, to)) === null && isSmooth;
    world.onTheWay.length = 0;
  }
  for (const desk of desks)
    if (isMending && desk !== first && (await isBehind(desk))) {
      isSmooth = false;
      await carry(world, await giveBack(world, world.centre, desk.office.id), desk);
      if (await isBehind(desk))
        await tried(world, `${desk.name} gives up what is lost`, () => desk.host.call('lostWork.giveUp', {}));
    }
  return isSmooth;
}

/** Who has been asked to give back what he holds, since it was noticed that something is lost. */
const asked = new WeakMap<Installation, Set<Installation>>();

/** True where nothing had to be mended. `isMending`: the centre sends even where it has nothing new, and says what it holds. */
async function exchange(world: World, district: Installation, isMending: boolean): Promise<boolean> {
  const { centre } = world;
  let isSmooth = true;
  for (const [behind, holder] of [
    [district, centre],
    [centre, district],
  ] as const) {
    if (!(await isBehind(behind))) {
      asked.delete(behind);
      continue;
    }
    isSmooth = false;
    const holders = asked.get(behind) ?? new Set();
    asked.set(behind, holders.add(holder));
    await carry(world, await giveBack(world, holder, behind.office.id), behind);
    // It may have been noticed after the first had had their turn.
    const hasAskedAll = behind === district || officesOf(world).every((each) => holders.has(each));
    if ((await isBehind(behind)) && hasAskedAll)
      await tried(world, `${behind.name} gives up what is lost`, () => behind.host.call('lostWork.giveUp', {}));
  }
  for (const [from, to] of [
    [centre, district],
    [district, centre],
  ] as const) {
    if (from === centre && !isMending && !(await hasNews(centre, district))) continue;
    const parcel = await send(world, from, to.office.id);
    if (parcel === undefined) {
      isSmooth = false;
      if (from === district) await addReported(world, district);
      continue;
    }
    const code = await carry(world, parcel, to);
    if (code === null) continue;
    isSmooth = false;
    // “由对方检查是否恢复过旧备份”: the other side gives back what it holds.
    if (code === 'PACKAGE_HISTORY_DIFFERS') await takeBack(world, await giveBack(world, to, from.office.id), from);
  }
  return isSmooth;
}

/** “请把这份文件拿到那台电脑上读入”. */
async function takeBack(world: World, parcel: Parcel | undefined, to: Installation): Promise<void> {
  if ((await carry(world, parcel, to)) !== 'PACKAGE_ECHO_OTHER_DESK') return;
  for (const desk of siblingsOf(world, to)) if (desk !== to) await carry(world, parcel, desk);
}

/** Carried, and its receipt carried back. */
async function carry(world: World, parcel: Parcel | undefined, to: Installation): Promise<string | null> {
  if (parcel === undefined) return null;
  const code = await deliver(world, parcel, to);
  const receipt = world.onTheWay.pop();
  world.onTheWay.length = 0;
  if (receipt !== undefined) await deliver(world, receipt, parcel.from);
  return code;
}

async function isBehind({ host }: Installation): Promise<boolean> {
  return (await host.call('lostWork.state', {})).isBehind;
}

/** Both hold the same heads of the district’s streams, and the district holds all of the centre’s that was handed down. */
function isLevel(centre: Installation, district: Installation): boolean {
  const headsOf = (at: Installation) =>
    JSON.stringify(
      at.host
        .read(streamsAt)
        .filter(({ officeId }) => officeId === district.office.id)
        .map(({ stream, n, hash }) => [stream, n, hash]),
    );
  return headsOf(centre) === headsOf(district);
}

async function hasNews(centre: Installation, { office }: Installation): Promise<boolean> {
  const { rows } = await centre.host.call('packages.down', {});
  return rows.some((row) => row.officeId === office.id && row.changed.length > 0);
}
