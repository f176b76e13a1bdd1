/** @jsxImportSource hono/jsx */
import type { Hono } from "hono";
import type { PortalEnv } from "../../../platform/module.ts";
import {
  areaOf,
  formOf,
  frameOf,
  localAddress,
  NotFound,
  type PortalContext,
  rememberArea,
} from "../../../platform/portal.ts";
import { qrSvg } from "../../../platform/qr.ts";
import { addDays, civilDate, endOfDay } from "../../../shared/civil-time.ts";
import { Id } from "../../../shared/contract.ts";
import { networkContract } from "../../network/contract.ts";
import { rostersContract, type Session } from "../contract.ts";
import { areaWords } from "./cards.tsx";
import { ClinicPage } from "./clinic.tsx";
import { type Filter, FindPage, filters, PlacesPage } from "./clinics.tsx";
import { HelpPage } from "./help.tsx";
import { HomePage } from "./home.tsx";

const PAGE_SIZE = 10;
const ROSTER_DAYS = 14;

/** Home, finding a clinic, one clinic, and help by somebody else. All public, none needs JavaScript. */
export function rostersPortal(router: Hono<PortalEnv>): void {
  router.get("/", home);
  router.get("/places", places);
  router.post("/places", async (c) => {
    const { area = "", to } = await formOf(c);
    rememberArea(c, area);
    return c.redirect(localAddress(to), 303);
  });
  router.get("/clinics", find);
  router.get("/clinics/:id", one);
  router.get("/help", help);
}

async function home(c: PortalContext): Promise<Response> {
  const { pack, clock } = c.var.platform;
  const now = clock();
  const area = areaOf(c);
  const api = c.var.api(rostersContract);
  const next = { area: area.code, from: now.toISOString(), size: 4 };
  const [cards, nights, weekends, events] = await Promise.all([
    api.listClinics({ area: area.code, size: 3 }),
    api.listSessions({ ...next, timeType: "night" }),
    api.listSessions({ ...next, timeType: "weekend" }),
    api.listSessions({ ...next, timeType: "event", size: 1 }),
  ]);
  // One of each clinic and kind: the page answers “is there something after work”, the lists behind it say what all.
  const offHours = [...firsts(nights.items), ...firsts(weekends.items), ...events.items].sort(byStart);
  return c.html(
    <HomePage
      frame={frameOf(c)}
      pack={pack}
      now={now}
      area={area}
      cards={cards.items}
      offHours={offHours}
      signedIn={c.var.caller.kind === "resident"}
    />,
  );
}

const firsts = (sessions: readonly Session[]) =>
  [...new Map(sessions.toReversed().map((session) => [session.clinicId, session])).values()].sort(byStart).slice(0, 2);
const byStart = (a: Session, b: Session) => a.startsAt.localeCompare(b.startsAt);

async function places(c: PortalContext): Promise<Response> {
  const { pack } = c.var.platform;
  const q = (c.req.query("q") ?? "").trim().slice(0, 20);
  const found = q ? await c.var.api(networkContract).listAreas({ q, size: 24 }) : { items: [] };
  return c.html(
    <PlacesPage
      frame={frameOf(c)}
      pack={pack}
      area={pack.findArea(c.req.query("area") ?? "") ?? pack.area(pack.defaultArea)}
      to={localAddress(c.req.query("to"))}
      q={q}
      found={found.items.map(({ code, shortName, parentCode, path }) => ({
        code,
        label: shortName,
        note: parentCode ? areaWords(pack, pack.findArea(parentCode)?.path ?? path) : "",
      }))}
    />,
  );
}

async function find(c: PortalContext): Promise<Response> {
  const { pack, clock } = c.var.platform;
  const now = clock();
  const q = (c.req.query("q") ?? "").trim().slice(0, 30);
  const area = q ? pack.area(pack.defaultArea) : (pack.findArea(c.req.query("area") ?? "") ?? areaOf(c));
  const wanted = c.req.query("when") as Filter;
  const filter = !q && filters.includes(wanted) ? wanted : "all";
  const page = Math.min(Math.max(Math.trunc(Number(c.req.query("page"))) || 1, 1), 10_000);
  const api = c.var.api(rostersContract);
  const scope = { area: area.code, page, size: PAGE_SIZE };
  const today = civilDate(now);
  const sessions =
    filter === "tonight"
      ? await api.listSessions({ ...scope, timeType: "night", to: endOfDay(today).toISOString() })
      : filter === "weekend"
        ? await api.listSessions({ ...scope, timeType: "weekend", to: endOfDay(addDays(today, 14)).toISOString() })
        : undefined;
  const cards = sessions
    ? undefined
    : await api.listClinics({ ...scope, q: q || undefined, open: filter === "now" ? true : undefined });
  return c.html(
    <FindPage
      frame={frameOf(c)}
      pack={pack}
      now={now}
      area={area}
      filter={filter}
      q={q}
      cards={cards?.items ?? []}
      sessions={sessions?.items ?? []}
      total={(sessions ?? cards)?.total ?? 0}
      page={page}
      size={PAGE_SIZE}
    />,
  );
}

async function one(c: PortalContext): Promise<Response> {
  const { pack, clock, publicUrl } = c.var.platform;
  const now = clock();
  const id = c.req.param("id") ?? "";
  if (!Id.safeParse(id).success) throw new NotFound();
  const clinic = await c.var.api(networkContract).getClinic({ id });
  const api = c.var.api(rostersContract);
  const [cards, sessions] = await Promise.all([
    api.listClinics({ area: clinic.areaCode, q: clinic.name, size: 20 }),
    api.listSessions({
      clinicId: id,
      from: now.toISOString(),
      to: endOfDay(addDays(civilDate(now), ROSTER_DAYS)).toISOString(),
      size: 100,
    }),
  ]);
  return c.html(
    <ClinicPage
      frame={frameOf(c)}
      pack={pack}
      now={now}
      clinic={clinic}
      card={cards.items.find((card) => card.id === id)}
      sessions={sessions.items}
      qr={await qrSvg(`${publicUrl}/clinics/${id}`)}
    />,
  );
}

async function help(c: PortalContext): Promise<Response> {
  const { pack } = c.var.platform;
  const near = await c.var.api(rostersContract).listClinics({ area: areaOf(c).code, size: 1 });
  return c.html(
    <HelpPage frame={frameOf(c)} pack={pack} back={localAddress(c.req.query("from"))} near={near.items[0]} />,
  );
}
