import { appointmentsContract } from "../../src/modules/appointments/contract.ts";
import { consultationsContract } from "../../src/modules/consultations/contract.ts";
import { mattersContract } from "../../src/modules/matters/contract.ts";
import { clinicOfArea } from "../../src/modules/network/index.ts";
import { practitionersContract } from "../../src/modules/practitioners/contract.ts";
import { queueContract } from "../../src/modules/queue/contract.ts";
import { ratingsContract } from "../../src/modules/ratings/contract.ts";
import { rostersContract } from "../../src/modules/rosters/contract.ts";
import type { TestApp } from "../harness/app.ts";

/** Everything that may stand in one town's clinic, and who works there. Built through the operations themselves. */
export interface UnitWorld {
  townPath: string;
  districtPath: string;
  villagePath: string;
  townCode: string;
  clinicId: string;
  clinicPath: string;
  practitionerId: string;
  sessionId: string;
  draftSessionId: string;
  patternId: string;
  /** Booked, not yet come. */
  matterId: string;
  matterNumber: string;
  appointmentId: string;
  /** Waiting in the queue. */
  ticketId: string;
  waitingMatterId: string;
  /** Being heard. */
  servingMatterId: string;
  servingTicketId: string;
  consultationId: string;
  sheetId: string;
  /** Closed and rated. */
  closedMatterId: string;
  ratingId: string;
  residentId: string;
  walkInResidentId: string;
  tokens: Record<"resident" | "proxy" | "clerk" | "practitioner" | "town" | "district", string>;
  /** Strings that nobody outside may ever see. */
  secrets: string[];
}

/** Builds a world in the n-th district's first town. */
export async function makeUnitWorld(app: TestApp, nth: number): Promise<UnitWorld> {
  const { pack } = app.platform;
  const district = pack.areas.filter((area) => area.tier === "district")[nth];
  const town = district && pack.areasBelow(district.code).find((area) => area.tier === "town");
  const village = town && pack.areasBelow(town.code).find((area) => area.tier === "village");
  if (!district || !town || !village) throw new Error("The pack has too few units.");
  const clinic = await app.system((ctx) => clinicOfArea(ctx, town.code));
  if (!clinic) throw new Error("The town has no clinic.");
  const townToken = await app.staff({ role: "town", unitPath: town.path });
  const mark = `暗号${nth}`;
  const person = await app.as(practitionersContract, townToken).register({
    name: `陆${nth}`,
    profession: "lawyer",
    licenceKind: "lawyerLicence",
    licenceNo: `DEMO-${nth}`,
    employer: "演示律师事务所",
    publicServant: false,
    goodAt: ["劳动社保"],
    languages: ["普通话"],
    area: town.code,
  });
  const tokens = {
    town: townToken,
    district: await app.staff({ role: "district", unitPath: district.path }),
    clerk: await app.staff({ role: "clerk", unitPath: clinic.path, clinicId: clinic.id }),
    practitioner: await app.staff({
      role: "practitioner",
      unitPath: clinic.path,
      clinicId: clinic.id,
      practitionerId: person.id,
    }),
    proxy: await app.staff({ role: "proxy", unitPath: village.path }),
    resident: "",
  };
  const phone = `1990000${String(1000 + nth)}`;
  const { token, residentId } = await app.resident(phone);
  tokens.resident = token;
  const roster = app.as(rostersContract, tokens.town);
  const now = app.now().getTime();
  const hour = 3_600_000;
  const plan = {
    clinicId: clinic.id,
    form: "lawyerSitIn" as const,
    timeType: "regular" as const,
    startsAt: new Date(now - hour).toISOString(),
    endsAt: new Date(now + 3 * hour).toISOString(),
    capacity: 6,
    room: "1 号室",
    practitionerIds: [person.id],
  };
  const session = await roster.createSession(plan);
  await roster.publishSession({ id: session.id });
  const draft = await roster.createSession({
    ...plan,
    startsAt: new Date(now + 48 * hour).toISOString(),
    endsAt: new Date(now + 50 * hour).toISOString(),
  });
  const pattern = await roster.savePattern({
    clinicId: clinic.id,
    form: "lawyerSitIn",
    timeType: "regular",
    weekday: 3,
    nthWeek: null,
    starts: "09:00",
    ends: "11:00",
    capacity: 4,
    room: "1 号室",
    practitionerIds: [person.id],
    validFrom: "2026-11-01",
    validTo: null,
  });
  const mine = await app.as(mattersContract, tokens.resident).open({
    text: `${mark}网上：老板三个月没有发工资。`,
    channel: "online",
    clinicId: clinic.id,
    resident: { name: `甲${mark}` },
  });
  const appointment = await app
    .as(appointmentsContract, tokens.resident)
    .book({ sessionId: session.id, matterId: mine.id });
  const desk = app.as(mattersContract, tokens.clerk);
  const queue = app.as(queueContract, tokens.clerk);
  const walkIn = async (name: string, n: number) => {
    const matter = await desk.open({
      text: `${mark}${name}：邻居漏水不肯修。`,
      channel: "visit",
      resident: { name: `${name}${mark}`, phone: `1991111${String(nth)}${String(100 + n)}` },
    });
    return { matter, ticket: await queue.take({ matterId: matter.id, sessionId: session.id }) };
  };
  const waiting = await walkIn("乙", 1);
  const serving = await walkIn("丙", 2);
  const closed = await walkIn("丁", 3);
  const lawyer = {
    queue: app.as(queueContract, tokens.practitioner),
    talk: app.as(consultationsContract, tokens.practitioner),
  };
  for (const { ticket } of [serving, closed]) await lawyer.queue.call({ id: ticket.id, room: "1 号室" });
  const consultation = await lawyer.talk.start({
    matterId: serving.matter.id,
    ticketId: serving.ticket.id,
    sessionId: session.id,
  });
  await lawyer.talk.saveNote({ id: consultation.id, note: `${mark}记录`, revision: consultation.revision });
  const sheet = await lawyer.talk.issueSheet({
    id: consultation.id,
    problem: `${mark}问题`,
    advice: `${mark}建议`,
    steps: [],
    bring: [],
    deadline: null,
    laws: [],
  });
  const last = await lawyer.talk.start({
    matterId: closed.matter.id,
    ticketId: closed.ticket.id,
    sessionId: session.id,
  });
  await lawyer.talk.saveNote({ id: last.id, note: `${mark}办结`, revision: last.revision });
  await lawyer.talk.sign({ id: last.id, outcome: "advised" });
  const { token: ratingToken } = await app
    .as(ratingsContract)
    .linkByProgress({ number: closed.matter.number, phone: `1991111${String(nth)}103` });
  await app.as(ratingsContract).give({ token: ratingToken ?? "", tookPlace: true, level: 2, comment: `${mark}评语` });
  const ratings = await app.as(ratingsContract, tokens.town).list({});
  const servingMatter = await app.as(mattersContract, tokens.clerk).get({ id: serving.matter.id });
  return {
    townPath: town.path,
    districtPath: district.path,
    villagePath: village.path,
    townCode: town.code,
    clinicId: clinic.id,
    clinicPath: clinic.path,
    practitionerId: person.id,
    sessionId: session.id,
    draftSessionId: draft.id,
    patternId: pattern.id,
    matterId: mine.id,
    matterNumber: mine.number,
    appointmentId: appointment.id,
    ticketId: waiting.ticket.id,
    waitingMatterId: waiting.matter.id,
    servingMatterId: serving.matter.id,
    servingTicketId: serving.ticket.id,
    consultationId: consultation.id,
    sheetId: sheet.id,
    closedMatterId: closed.matter.id,
    ratingId: ratings.items[0]?.id ?? "",
    residentId,
    walkInResidentId: servingMatter.resident?.id ?? "",
    tokens,
    secrets: [mark, mine.number, waiting.matter.number, serving.matter.number, closed.matter.number, phone],
  };
}
