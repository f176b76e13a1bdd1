import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../test/harness/app.ts";
import { makeUnitWorld, type UnitWorld } from "../../../test/make/unit-world.ts";
import { mattersContract } from "../matters/contract.ts";
import { queueContract } from "../queue/contract.ts";
import { consultationsContract } from "./contract.ts";

let app: TestApp;
let world: UnitWorld;

beforeAll(async () => {
  app = await startTestApp();
  world = await makeUnitWorld(app, 0);
}, 120_000);
afterAll(() => app?.close());

const talk = () => app.as(consultationsContract, world.tokens.practitioner);

describe("a consultation", () => {
  test("asked to start twice is one record", async () => {
    const again = await talk().start({ matterId: world.servingMatterId });
    expect(again.id).toBe(world.consultationId);
  });

  test("keeps the note from a tab that is behind, and takes the same text again", async () => {
    const seen = await talk().get({ id: world.consultationId });
    const saved = await talk().saveNote({ id: seen.id, note: "第一版", revision: seen.revision });
    await expect(talk().saveNote({ id: seen.id, note: "另一页写的", revision: seen.revision })).rejects.toMatchObject({
      code: "NOTE_CHANGED_ELSEWHERE",
      status: 409,
    });
    const repeated = await talk().saveNote({ id: seen.id, note: "第一版", revision: seen.revision });
    expect(repeated.revision).toBe(saved.revision);
    expect((await talk().get({ id: seen.id })).note).toBe("第一版");
  });

  test("is known to clerk and town, its note to nobody but its writer", async () => {
    for (const token of [world.tokens.clerk, world.tokens.town]) {
      const { items, total } = await app.as(consultationsContract, token).list({ matterId: world.servingMatterId });
      expect(total).toBe(1);
      expect(items[0]).toMatchObject({ note: null, can: [], state: "open" });
    }
  });

  test("cannot be signed without a note, and once signed closes matter, ticket and appointment", async () => {
    const queue = app.as(queueContract, world.tokens.practitioner);
    await queue.call({ id: world.ticketId, room: "1 号室" });
    const row = await talk().start({ matterId: world.waitingMatterId, ticketId: world.ticketId });
    await expect(talk().sign({ id: row.id, outcome: "advised" })).rejects.toMatchObject({ code: "NOTE_EMPTY" });
    const noted = await talk().saveNote({ id: row.id, note: "𠮷先生的𠮷祥小区，㛃䶮", revision: row.revision });
    const [first, second] = await Promise.allSettled([
      talk().sign({ id: noted.id, outcome: "advised" }),
      talk().sign({ id: noted.id, outcome: "advised" }),
    ]);
    expect([first.status, second.status].sort()).toEqual(["fulfilled", "rejected"]);
    const signed = await talk().get({ id: row.id });
    expect(signed).toMatchObject({ state: "signed", outcome: "advised", note: "𠮷先生的𠮷祥小区，㛃䶮" });
    const matter = await app.as(mattersContract, world.tokens.clerk).get({ id: world.waitingMatterId });
    expect(matter).toMatchObject({ state: "closed", outcome: "advised" });
    const { items } = await app.as(queueContract, world.tokens.clerk).list({ clinicId: world.clinicId, all: true });
    expect(items.find((ticket) => ticket.id === world.ticketId)?.state).toBe("finished");
    await expect(talk().saveNote({ id: row.id, note: "改", revision: signed.revision })).rejects.toMatchObject({
      code: "CONSULTATION_SIGNED",
    });
  });

  test("signed with a date defers the matter and starts its clock", async () => {
    await expect(
      talk().sign({ id: world.consultationId, outcome: "advised", deferredTo: "2026-11-22" }),
    ).rejects.toMatchObject({ code: "DATE_IN_PAST" });
    await talk().sign({ id: world.consultationId, outcome: "advised", deferredTo: "2026-11-26" });
    const matter = await app.as(mattersContract, world.tokens.clerk).get({ id: world.servingMatterId });
    expect(matter.state).toBe("deferred");
    expect(matter.clocks.find((clock) => clock.code === "SLA-03" && clock.stoppedAt === null)).toBeDefined();
  });
});

describe("an advice sheet", () => {
  test("is issued once, even when asked twice at the same time", async () => {
    const body = { problem: "x", advice: "x", steps: [], bring: [], deadline: null, laws: [] };
    await expect(talk().issueSheet({ id: world.consultationId, ...body })).rejects.toMatchObject({
      code: "SHEET_ISSUED",
    });
  });

  test("is recognised by number and code, and by nothing else", async () => {
    const sheet = await talk().getSheet({ id: world.sheetId });
    const nobody = app.as(consultationsContract);
    expect(await nobody.verifySheet({ number: sheet.number.toLowerCase(), code: sheet.verifyCode })).toMatchObject({
      valid: true,
    });
    await expect(nobody.verifySheet({ number: sheet.number, code: "AAAAAAAA" })).rejects.toMatchObject({
      code: "SHEET_NOT_FOUND",
    });
  });

  test("comes as a Word file and as a page to print", async () => {
    const file = await app.request(`/sheet/${world.sheetId}/docx`, { token: world.tokens.practitioner });
    expect(file.status).toBe(200);
    expect(new TextDecoder().decode((await file.arrayBuffer()).slice(0, 2))).toBe("PK");
    const page = await app.request(`/sheet/${world.sheetId}`, { token: world.tokens.practitioner });
    expect(await page.text()).toContain("建议");
  });
});
