/** @jsxImportSource hono/jsx */
import type { Hono } from "hono";
import type { PortalEnv } from "../../../platform/module.ts";
import {
  areaOf,
  fieldErrors,
  formOf,
  frameOf,
  NotFound,
  needsResident,
  type PortalContext,
  personal,
  Refusal,
} from "../../../platform/portal.ts";
import { qrSvg } from "../../../platform/qr.ts";
import { isWithin } from "../../../shared/area-path.ts";
import { formatSpan } from "../../../shared/civil-time.ts";
import { Id } from "../../../shared/contract.ts";
import type { FieldError } from "../../../ui/portal/forms.tsx";
import { mattersContract } from "../../matters/contract.ts";
import { refusals as matterRefusals } from "../../matters/labels.ts";
import { networkContract } from "../../network/contract.ts";
import { ServiceNeed } from "../../residents/contract.ts";
import { rostersContract } from "../../rosters/contract.ts";
import { type Appointment, appointmentsContract, Companions, MOST_COMPANIONS } from "../contract.ts";
import { refusals } from "../labels.ts";
import { answerHours } from "./ask-routes.tsx";
import { CheckPage, DonePage, FullPage, SentPage, TimesPage } from "./book-pages.tsx";
import { type Draft, loadDraft, restartDraft, saveDraft } from "./draft.ts";
import { NamePage } from "./name-page.tsx";
import { chosenSession, clinicSessions, isOpen, nearSessions, nextThree, type When, whens } from "./sessions.ts";

const PAGE_SIZE = 12;
const MOST_NAME = 60;
const live: readonly string[] = ["held", "booked", "checkedIn"];

/** From a time to the card to photograph. The phone's two pages belong to the residents' module. */
export function bookRoutes(router: Hono<PortalEnv>): void {
  router.get("/book", (c) => c.redirect("/book/next", 303));
  router.get("/book/next", async (c) => c.redirect(nextStep(c, await loadDraft(c)), 303));
  router.get("/book/times", async (c) => times(c, c.req.query()));
  router.post("/book/times", chooseTime);
  router.get("/book/full", full);
  router.get("/book/name", askName);
  router.post("/book/name", saveName);
  router.get("/book/check", check);
  router.post("/book/check", send);
  router.get("/book/done/:id", done);
  router.get("/book/sent", sent);
  router.post("/book/again", again);
}

/** The first question that has no answer yet. */
function nextStep(c: PortalContext, draft: Draft): string {
  if (draft.text === "" && draft.matterId === "") return "/ask";
  if (draft.sessionId === "" && draft.channel !== "online") return "/book/times";
  if (c.var.caller.kind !== "resident") return "/book/phone";
  return draft.asked || draft.matterId !== "" ? "/book/check" : "/book/name";
}

/** The appointment that this draft led to, while it still stands. */
async function standing(c: PortalContext, draft: Draft): Promise<Appointment | undefined> {
  if (draft.appointmentId === "" || c.var.caller.kind !== "resident") return undefined;
  try {
    const found = await c.var.api(appointmentsContract).get({ id: draft.appointmentId });
    return live.includes(found.state) ? found : undefined;
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

async function times(
  c: PortalContext,
  asked: { clinic?: string; when?: string; page?: string },
  errors?: FieldError[],
): Promise<Response> {
  const { pack, clock } = c.var.platform;
  const draft = await loadDraft(c);
  const when = whens.includes(asked.when as When) ? (asked.when as When) : "all";
  const page = Math.min(Math.max(Math.trunc(Number(asked.page)) || 1, 1), 1_000);
  const clinic = Id.safeParse(asked.clinic).success
    ? await c.var.api(networkContract).getClinic({ id: asked.clinic ?? "" })
    : undefined;
  const near = clinic ? undefined : await nearSessions(c, { when, page, size: PAGE_SIZE });
  const area = areaOf(c);
  const names = pack.areas.filter((one) => isWithin(area.path, one.path) && one.tier !== "city");
  personal(c);
  return c.html(
    <TimesPage
      frame={{ ...frameOf(c), path: "/book/times" }}
      pack={pack}
      now={clock()}
      clinic={clinic}
      area={names.map((one) => one.shortName).join(" ") || pack.name}
      when={when}
      sessions={near?.items ?? (clinic ? await clinicSessions(c, clinic.id) : [])}
      value={draft.sessionId}
      page={page}
      pages={Math.ceil((near?.total ?? 0) / PAGE_SIZE)}
      standing={await standing(c, draft)}
      errors={errors}
    />,
    errors ? 400 : 200,
  );
}

async function chooseTime(c: PortalContext): Promise<Response> {
  const form = await formOf(c);
  const session = await chosenSession(c, { sessionId: form.session ?? "" });
  if (!form.session) return await times(c, form, [{ field: "session", message: "请选一个时间" }]);
  if (!isOpen(c, session))
    return await times(c, form, [{ field: "session", message: refusals.SESSION_NOT_OPEN ?? "" }]);
  const draft = await loadDraft(c);
  // A time for a question that has its appointment already is a time for the next question.
  if (await standing(c, draft)) await restartDraft(c, "", session.id);
  else await saveDraft(c, { sessionId: session.id, channel: "visit" });
  return c.redirect("/book/next", 303);
}

async function full(c: PortalContext): Promise<Response> {
  const { pack, clock } = c.var.platform;
  const lost = await chosenSession(c, await loadDraft(c));
  personal(c);
  return c.html(
    <FullPage
      frame={frameOf(c)}
      pack={pack}
      now={clock()}
      title={isOpen(c, lost) ? "这个时间刚被约满了" : "这个时间不能约了"}
      sessions={await nextThree(c, lost)}
    />,
  );
}

async function askName(c: PortalContext): Promise<Response> {
  const draft = await loadDraft(c);
  const next = nextStep(c, draft);
  if (next !== "/book/name" && next !== "/book/check") return c.redirect(next, 303);
  const asks = asksOf(draft);
  if (!asks.name && !asks.companions) return c.redirect(next, 303);
  const { name, needs, companions } = draft;
  personal(c);
  return c.html(<NamePage frame={frameOf(c)} {...{ name, needs, companions, asks }} />);
}

/** What the page about name, needs and companions has to ask. */
const asksOf = (draft: Draft) => ({ name: draft.matterId === "", companions: draft.channel !== "online" });

async function saveName(c: PortalContext): Promise<Response> {
  const form = await formOf(c);
  const typed = (form.name ?? "").replaceAll("\0", "").trim();
  const needs = (form.needs ?? "").split(",").filter((need) => ServiceNeed.safeParse(need).success);
  const companions = form.companions ?? "";
  const errors: FieldError[] = [];
  if (typed.length > MOST_NAME) errors.push({ field: "name", message: `称呼太长了，写 ${MOST_NAME} 个字以内就行` });
  if (companions !== "" && !Companions.safeParse(Number(companions)).success)
    errors.push({ field: "companions", message: `最多 ${MOST_COMPANIONS} 个人一起来，再多座位不够` });
  const asks = asksOf(await loadDraft(c));
  if (errors.length > 0) {
    personal(c);
    const frame = frameOf(c);
    return c.html(<NamePage name={typed} {...{ frame, needs, companions, asks, errors }} />, 400);
  }
  await saveDraft(c, asks.name ? { name: typed, needs, companions, asked: true } : { companions });
  return c.redirect("/book/next", 303);
}

async function check(c: PortalContext): Promise<Response> {
  return await checkPage(c, await loadDraft(c));
}

async function checkPage(c: PortalContext, draft: Draft, errors?: FieldError[]): Promise<Response> {
  const booked = await standing(c, draft);
  if (booked) return c.redirect(`/book/done/${booked.id}`, 303);
  if (draft.channel === "online" && draft.matterId !== "") return c.redirect("/book/sent", 303);
  const next = nextStep(c, draft);
  if (next !== "/book/check") return c.redirect(next, 303);
  const session = draft.channel === "online" ? undefined : await chosenSession(c, draft);
  if (draft.channel !== "online" && !(isOpen(c, session) && session.free > 0)) return c.redirect("/book/full", 303);
  const { pack, clock } = c.var.platform;
  personal(c);
  return c.html(
    <CheckPage frame={frameOf(c)} pack={pack} now={clock()} draft={draft} session={session} errors={errors} />,
    errors ? 400 : 200,
  );
}

/** Opens the matter once, then takes the seat once: pressed twice, or in two tabs, it is one matter and one booking. */
async function send(c: PortalContext): Promise<Response> {
  const draft = await loadDraft(c);
  const booked = await standing(c, draft);
  if (booked) return c.redirect(`/book/done/${booked.id}`, 303);
  const next = nextStep(c, draft);
  if (next !== "/book/check") return c.redirect(next, 303);
  const session = await chosenSession(c, draft);
  try {
    const matterId = draft.matterId || (await openMatter(c, draft, session?.clinicId));
    if (draft.channel === "online") return c.redirect("/book/sent", 303);
    const made = await c.var.api(appointmentsContract).book({
      ...{ sessionId: draft.sessionId, matterId, companions: Number(draft.companions) },
    });
    await saveDraft(c, { appointmentId: made.id, cancelToken: made.cancelToken ?? "" });
    return c.redirect(`/book/done/${made.id}`, 303);
  } catch (error) {
    if (error instanceof Refusal) {
      if (error.code === "SESSION_FULL" || error.code === "SESSION_NOT_OPEN") return c.redirect("/book/full", 303);
      if (error.code === "MATTER_HAS_BOOKING") return await otherBooking(c);
    }
    const words = { refusals: { ...matterRefusals, ...refusals } };
    return await checkPage(c, await loadDraft(c), fieldErrors(error, words));
  }
}

async function openMatter(c: PortalContext, draft: Draft, clinicId: string | undefined): Promise<string> {
  const online = draft.channel === "online";
  const opened = await c.var.api(mattersContract).open({
    text: draft.text,
    channel: online ? "online" : "visit",
    clinicId: clinicId ?? (await clinicHere(c)),
    resident: {
      name: draft.name || undefined,
      needs: draft.needs.flatMap((need) => ServiceNeed.safeParse(need).data ?? []),
    },
    identityRefused: draft.name === "",
    once: draft.once || undefined,
  });
  await saveDraft(c, { matterId: opened.id, matterNumber: opened.number });
  return opened.id;
}

/** The clinic of exactly the place that this browser remembers; without one the city's takes it up. */
async function clinicHere(c: PortalContext): Promise<string | undefined> {
  const area = areaOf(c);
  const { items } = await c.var.api(rostersContract).listClinics({ area: area.code, tier: area.tier, size: 1 });
  return items[0]?.id;
}

/** The matter has its booking already: made in another tab, or at the window. */
async function otherBooking(c: PortalContext): Promise<Response> {
  const { matterId } = await loadDraft(c);
  const { items } = await c.var
    .api(appointmentsContract)
    .list({ matterId, state: ["held", "booked", "checkedIn"], size: 1 });
  if (!items[0]) return c.redirect("/my", 303);
  await saveDraft(c, { appointmentId: items[0].id });
  return c.redirect(`/book/done/${items[0].id}`, 303);
}

async function done(c: PortalContext): Promise<Response> {
  const away = needsResident(c);
  if (away) return away;
  const id = c.req.param("id") ?? "";
  if (!Id.safeParse(id).success) throw new NotFound();
  const appointment = await c.var.api(appointmentsContract).get({ id });
  if (!live.includes(appointment.state)) return c.redirect(`/my/appointments/${id}`, 303);
  const clinic = await c.var.api(networkContract).getClinic({ id: appointment.clinicId });
  const draft = await loadDraft(c);
  const own = draft.appointmentId === id;
  const { pack, clock } = c.var.platform;
  personal(c);
  return c.html(
    <DonePage
      frame={frameOf(c)}
      pack={pack}
      now={clock()}
      appointment={appointment}
      clinic={clinic}
      bring={(own && draft.triage?.bring.length ? draft.triage.bring : pack.texts.bringAlways).slice(0, 5)}
      cancelHref={own && draft.cancelToken ? `/cancel/${draft.cancelToken}` : `/my/appointments/${id}`}
      qr={await qrSvg(appointment.matterNumber)}
    />,
  );
}

async function sent(c: PortalContext): Promise<Response> {
  const { matterId, matterNumber } = await loadDraft(c);
  if (matterId === "") return c.redirect("/ask", 303);
  const away = needsResident(c);
  if (away) return away;
  const matter = await c.var.api(mattersContract).get({ id: matterId });
  const dueAt = matter.clocks[0]?.dueAt;
  const by = dueAt ? new Date(dueAt) : new Date(new Date(matter.openedAt).getTime() + answerHours(c) * 3_600_000);
  personal(c);
  return c.html(
    <SentPage
      frame={frameOf(c)}
      number={matterNumber}
      by={formatSpan(by, by, undefined).replace(/–.*$/, "")}
      qr={await qrSvg(matter.number)}
    />,
  );
}

/** Another appointment for a matter that the person has already. */
async function again(c: PortalContext): Promise<Response> {
  if (c.var.caller.kind !== "resident") return c.redirect("/sign-in?to=/my", 303);
  const { matter: id = "" } = await formOf(c);
  if (!Id.safeParse(id).success) throw new NotFound();
  const matter = await c.var.api(mattersContract).get({ id });
  await restartDraft(c, matter.narrative ?? "", "");
  await saveDraft(c, { matterId: matter.id, matterNumber: matter.number });
  return c.redirect("/book/times", 303);
}
