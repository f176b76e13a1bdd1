import { appointmentsContract } from "../modules/appointments/contract.ts";
import { consultationsContract } from "../modules/consultations/contract.ts";
import { mattersContract } from "../modules/matters/contract.ts";
import { queueContract } from "../modules/queue/contract.ts";
import { ratingsContract } from "../modules/ratings/contract.ts";
import { rostersContract, type Session } from "../modules/rosters/contract.ts";
import type { Platform } from "../platform/context.ts";
import { addDays, civilDate, instantOf } from "../shared/civil-time.ts";
import { Refusal } from "../shared/refusal.ts";
import { actAs, inParallel } from "./actors.ts";
import { type Dice, dice } from "./random.ts";
import { tellStory, writeNote, writeSheet } from "./stories.ts";

import {
  clerkAt,
  drawCategory,
  inventPerson,
  makeWorld,
  outcomeOf,
  practitionerOf,
  type SimulationOptions,
  type SimulationResult,
  signIn,
  staff,
  type World,
} from "./world.ts";

/** Plays a month: sessions held and empty, walk-ins, bookings, calls, online questions, ratings. Everything goes through operations. */
export async function simulateMonth(platform: Platform, options: SimulationOptions): Promise<SimulationResult> {
  const { until, days } = options;
  const root = dice(options.seed);
  const result: SimulationResult = { matters: 0, booked: 0, rated: 0, emptySessions: 0, sessions: 0, refused: {} };
  const world = makeWorld(platform, options, result);
  const first = addDays(civilDate(until), -days);
  const sessions = await allSessions(world, instantOf(first, "00:00"), until);
  result.sessions = sessions.length;
  const visits = allot(sessions, Math.round(options.matters * 0.68), world, root);
  let done = 0;
  await inParallel(sessions, 8, async (session, i) => {
    const n = visits[i] ?? 0;
    if (n === 0) result.emptySessions += 1;
    await guarded(world, () => playSession(world, session, n, dice(options.seed + i)));
    done += 1;
    if (done % 500 === 0) options.report(`  ${done} of ${sessions.length} sessions, ${result.matters} matters`);
  });
  const remote = Math.round(options.matters * 0.32);
  await inParallel(
    Array.from({ length: remote }, (_, i) => i),
    8,
    async (_, i) => {
      const own = dice(options.seed * 7 + i);
      const day = addDays(first, own.int(0, days - 1));
      const at = new Date(instantOf(day, "08:30").getTime() + own.int(0, 12 * 60) * 60_000);
      if (at < until)
        await guarded(world, () => (own.chance(0.66) ? playCall(world, at, own) : playOnline(world, at, own)));
    },
  );
  const ahead = await allSessions(world, until, new Date(until.getTime() + 14 * 86_400_000));
  const bookable = ahead.filter((session) => session.free > 0);
  await inParallel(
    Array.from({ length: Math.min(160, bookable.length) }, (_, i) => i),
    8,
    async (_, i) => {
      const own = dice(options.seed * 11 + i);
      const at = new Date(until.getTime() - own.int(5, 2_800) * 60_000);
      await guarded(world, () => bookAhead(world, own.pick(bookable), at, own));
    },
  );
  return result;
}

async function allSessions(world: World, from: Date, to: Date): Promise<Session[]> {
  const api = actAs(world.platform, world.city, world.options.until)(rostersContract);
  const all: Session[] = [];
  for (let page = 1; ; page++) {
    const { items } = await api.listSessions({ from: from.toISOString(), to: to.toISOString(), size: 200, page });
    all.push(...items.filter((session) => session.duty.length > 0));
    if (items.length < 200) return all.sort((a, b) => a.startsAt.localeCompare(b.startsAt));
  }
}

/** Visitors per session: many at the city's and districts' centres, few in towns, mostly none in villages. */
function allot(sessions: readonly Session[], visits: number, world: World, root: Dice): number[] {
  const pull: Record<string, number> = { city: 5, district: 3.5, town: 1, village: 0.3 };
  const weights = sessions.map((session) => {
    const tier = world.clinics.get(session.areaCode)?.tier ?? "village";
    const quiet = tier === "village" && root.chance(0.6);
    return quiet ? 0 : (pull[tier] ?? 0.3) * (0.5 + root.next());
  });
  const counts = new Array<number>(sessions.length).fill(0);
  const most = sessions.map((session) =>
    Math.max(1, Math.floor((Date.parse(session.endsAt) - Date.parse(session.startsAt)) / 900_000)),
  );
  for (let i = 0; i < visits; i++) {
    const at = root.weighted(weights);
    if ((counts[at] ?? 0) < (most[at] ?? 1)) counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

async function playSession(world: World, session: Session, visitors: number, own: Dice): Promise<void> {
  const person = session.duty[0];
  if (!person) return;
  const { platform, options } = world;
  const start = Date.parse(session.startsAt);
  const end = Date.parse(session.endsAt);
  const me = practitionerOf(world, session, person.practitionerId);
  if (own.chance(0.985))
    await actAs(platform, me, new Date(start - own.int(0, 10) * 60_000))(rostersContract).checkIn({ id: session.id });
  for (let i = 0; i < visitors; i++) {
    const at = start + Math.floor(((end - start) / Math.max(visitors, 4)) * i) + own.int(1, 6) * 60_000;
    if (at > options.until.getTime() - 5 * 60_000) return;
    await guarded(world, () => playVisit(world, session, person.practitionerId, new Date(at), own));
  }
  if (end < options.until.getTime())
    await actAs(platform, me, new Date(end))(rostersContract).checkOut({ id: session.id });
}

/** One person at the premises: walks in or comes booked, is called, heard, advised, and perhaps rates. */
async function playVisit(world: World, session: Session, practitionerId: string, at: Date, own: Dice): Promise<void> {
  const { platform } = world;
  const clerk = clerkAt(world, session);
  const me = practitionerOf(world, session, practitionerId);
  const minutes = (n: number) => new Date(at.getTime() + n * 60_000);
  const category = drawCategory(world, own);
  const story = tellStory(category, own);
  const booked = own.chance(0.3) && session.free > 0;
  const person = inventPerson(world, own, booked);
  let matter: { id: string; number: string };
  let ticketId: string;
  if (booked && person.phone) {
    const before = new Date(
      Math.min(Date.parse(session.startsAt) - 3_600_000, at.getTime() - own.int(3, 96) * 3_600_000),
    );
    const resident = await signIn(world, person.phone, before);
    matter = await actAs(
      platform,
      resident,
      before,
    )(mattersContract).open({
      text: story,
      channel: "online",
      clinicId: session.clinicId,
      resident: { name: person.name },
    });
    const appointment = await actAs(
      platform,
      resident,
      before,
    )(appointmentsContract).book({ sessionId: session.id, matterId: matter.id });
    world.result.booked += 1;
    world.result.matters += 1;
    if (own.chance(0.07))
      return void (await actAs(
        platform,
        resident,
        new Date(before.getTime() + 600_000),
      )(appointmentsContract).cancel({ id: appointment.id }));
    if (own.chance(0.06))
      return void (await actAs(
        platform,
        clerk,
        new Date(Date.parse(session.endsAt) - 60_000),
      )(appointmentsContract).noShow({ id: appointment.id }));
    ticketId = (await actAs(platform, clerk, at)(queueContract).checkIn({ id: appointment.id })).id;
  } else {
    matter = await actAs(
      platform,
      clerk,
      at,
    )(mattersContract).open({
      text: story,
      channel: "visit",
      identityRefused: person.name === undefined,
      resident:
        person.name === undefined ? undefined : { name: person.name, phone: person.phone, groups: person.groups },
    });
    world.result.matters += 1;
    ticketId = (await actAs(platform, clerk, at)(queueContract).take({ matterId: matter.id, sessionId: session.id }))
      .id;
  }
  const wait = own.int(1, 25);
  await actAs(platform, me, minutes(wait))(queueContract).call({ id: ticketId, room: session.room });
  const talk = actAs(platform, me, minutes(wait + 1))(consultationsContract);
  const note = await talk.start({ matterId: matter.id, ticketId, sessionId: session.id });
  const closing = actAs(platform, me, minutes(wait + own.int(8, 22)))(consultationsContract);
  await closing.saveNote({ id: note.id, note: writeNote(own), revision: note.revision });
  if (own.chance(0.35)) await closing.issueSheet({ id: note.id, ...writeSheet(story, own) });
  const deferred = own.chance(0.05);
  await closing.sign({
    id: note.id,
    outcome: outcomeOf(category, own),
    deferredTo: deferred ? addDays(civilDate(at), 3) : undefined,
  });
  if (!deferred && person.phone) await maybeRate(world, matter.number, person.phone, minutes(60 * own.int(1, 40)), own);
}

/** A call to the hotline: the clerk of the city listens, answers and closes; some are left for a call back. */
async function playCall(world: World, at: Date, own: Dice): Promise<void> {
  const { platform, options } = world;
  const category = drawCategory(world, own);
  const person = inventPerson(world, own, false);
  const agent = staff(options.accountId, {
    role: "clerk",
    reach: options.hotline.path,
    clinicId: options.hotline.clinicId,
  });
  const matter = await actAs(
    platform,
    agent,
    at,
  )(mattersContract).open({
    text: tellStory(category, own),
    channel: "call",
    identityRefused: person.name === undefined,
    resident: person.name === undefined ? undefined : { name: person.name, phone: person.phone, groups: person.groups },
  });
  world.result.matters += 1;
  if (own.chance(0.04))
    return void (await actAs(
      platform,
      agent,
      new Date(at.getTime() + 400_000),
    )(mattersContract).defer({ id: matter.id, reason: "要查一下文件，约好回电话" }));
  const end = new Date(at.getTime() + own.int(3, 14) * 60_000);
  await actAs(platform, agent, end)(mattersContract).close({ id: matter.id, outcome: outcomeOf(category, own) });
  if (person.phone)
    await maybeRate(world, matter.number, person.phone, new Date(end.getTime() + own.int(1, 30) * 3_600_000), own);
}

/** A question left online: answered within a day, mostly. */
async function playOnline(world: World, at: Date, own: Dice): Promise<void> {
  const { platform, options } = world;
  const category = drawCategory(world, own);
  const person = inventPerson(world, own, true);
  if (!person.phone) return;
  const resident = await signIn(world, person.phone, at);
  const matter = await actAs(
    platform,
    resident,
    at,
  )(mattersContract).open({ text: tellStory(category, own), channel: "online" });
  world.result.matters += 1;
  const answered = new Date(at.getTime() + (own.chance(0.93) ? own.int(1, 22) : own.int(25, 60)) * 3_600_000);
  if (answered > options.until) return;
  const agent = staff(options.accountId, {
    role: "clerk",
    reach: options.hotline.path,
    clinicId: options.hotline.clinicId,
  });
  await actAs(platform, agent, answered)(mattersContract).addNote({ id: matter.id, text: writeNote(own) });
  await actAs(
    platform,
    agent,
    new Date(answered.getTime() + 120_000),
  )(mattersContract).close({ id: matter.id, outcome: outcomeOf(category, own) });
  await maybeRate(world, matter.number, person.phone, new Date(answered.getTime() + own.int(1, 30) * 3_600_000), own);
}

async function bookAhead(world: World, session: Session, at: Date, own: Dice): Promise<void> {
  const person = inventPerson(world, own, true);
  if (!person.phone) return;
  const resident = await signIn(world, person.phone, at);
  const matter = await actAs(
    world.platform,
    resident,
    at,
  )(mattersContract).open({
    text: tellStory(drawCategory(world, own), own),
    channel: "online",
    clinicId: session.clinicId,
    resident: { name: person.name },
  });
  world.result.matters += 1;
  await actAs(world.platform, resident, at)(appointmentsContract).book({ sessionId: session.id, matterId: matter.id });
  world.result.booked += 1;
}

/** Four in ten answer; silence is left as silence. */
async function maybeRate(world: World, number: string, phone: string, at: Date, own: Dice): Promise<void> {
  if (!own.chance(0.38) || at > world.options.until) return;
  const api = actAs(world.platform, { kind: "anonymous" }, at)(ratingsContract);
  const { token } = await api.linkByProgress({ number, phone });
  if (!token) return;
  const level = [5, 4, 3, 2, 1][own.weighted([46, 32, 12, 6, 4])] ?? 4;
  const absent = own.chance(0.008);
  await api.give({
    token,
    tookPlace: !absent,
    level: absent ? undefined : level,
    comment: level <= 2 && own.chance(0.5) ? "等了很久，说得太快没听懂。" : undefined,
    via: "web",
  });
  world.result.rated += 1;
}

/** A refusal is part of life (a seat was taken a moment ago): counted and told, never hidden. */
async function guarded(world: World, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = error instanceof Refusal ? error.code : undefined;
    if (!code) throw error;
    world.result.refused[code] = (world.result.refused[code] ?? 0) + 1;
  }
}
