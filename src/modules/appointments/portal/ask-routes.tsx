/** @jsxImportSource hono/jsx */
import type { Hono } from "hono";
import type { PortalEnv } from "../../../platform/module.ts";
import { areaOf, formOf, frameOf, type PortalContext, personal } from "../../../platform/portal.ts";
import { civilDate } from "../../../shared/civil-time.ts";
import type { FieldError } from "../../../ui/portal/forms.tsx";
import { rostersContract } from "../../rosters/contract.ts";
import { AskPage, DangerPage, OnlinePage, ResultPage } from "./ask-pages.tsx";
import { type Draft, forgetDraft, loadDraft, restartDraft, saveDraft } from "./draft.ts";
import { chosenSession, nearSessions } from "./sessions.ts";

const MOST = 20_000;
/** A page nobody wonders about, for whoever has to leave quickly. */
const NEUTRAL = "https://www.weather.com.cn/";
/** What stands for the story of somebody who would rather tell it. */
const TELL_LATER = "到门诊当面说。";

/** Describe, danger first, the answer, and the offer to answer in writing. */
export function askRoutes(router: Hono<PortalEnv>): void {
  router.get("/ask", async (c) => askPage(c, await loadDraft(c)));
  router.post("/ask", describe);
  router.get("/ask/danger", danger);
  router.get("/ask/result", async (c) => result(c, await loadDraft(c)));
  router.post("/ask/more", more);
  router.get("/ask/online", online);
  router.post("/ask/online", async (c) => {
    await saveDraft(c, { channel: "online" });
    return c.redirect("/book/next", 303);
  });
  router.get("/leave", (c) => {
    forgetDraft(c);
    personal(c);
    return c.redirect(NEUTRAL, 303);
  });
}

async function askPage(c: PortalContext, draft: Draft, said?: string, errors?: FieldError[]): Promise<Response> {
  personal(c);
  const sent = draft.matterId !== "";
  return c.html(
    <AskPage
      frame={frameOf(c)}
      text={said ?? (sent ? "" : draft.text)}
      errors={errors}
      session={sent ? undefined : await chosenSession(c, draft)}
      sentNumber={sent ? draft.matterNumber : undefined}
      now={c.var.platform.clock()}
    />,
    errors ? 400 : 200,
  );
}

async function describe(c: PortalContext): Promise<Response> {
  const form = await formOf(c);
  const draft = await loadDraft(c);
  const said = form.later === "yes" ? TELL_LATER : (form.text ?? "").replaceAll("\r\n", "\n");
  const text = said.replaceAll("\0", "").trim();
  const message =
    text === ""
      ? "请先说几句，一句也行。不想写，就打电话。"
      : text.length > MOST
        ? `写得太长了，多了 ${text.length - MOST} 个字。请删短一些，您写的都还在下面。`
        : undefined;
  if (message) return await askPage(c, draft, said, [{ field: "text", message }]);
  if (draft.matterId !== "" || draft.once === "")
    await restartDraft(c, text, draft.appointmentId === "" ? draft.sessionId : "");
  else if (text !== draft.text) await saveDraft(c, { text, added: "" });
  if (form.later === "yes") return c.redirect("/book/next", 303);
  return c.redirect(dangerOf(c, await loadDraft(c)) ? "/ask/danger" : "/ask/result", 303);
}

/** The danger pages of the flags: the order of the city's texts is the order of urgency. */
function dangersOf(c: PortalContext, { triage }: Draft) {
  const flags = triage?.flags.map((flag) => flag.code) ?? [];
  return c.var.platform.pack.texts.danger.filter((page) => flags.includes(page.code));
}
const dangerOf = (c: PortalContext, draft: Draft) => dangersOf(c, draft)[0];

async function danger(c: PortalContext): Promise<Response> {
  const { pack } = c.var.platform;
  const [text, ...more] = dangersOf(c, await loadDraft(c));
  if (!text) return c.redirect("/ask", 303);
  // A second danger keeps its numbers even where the first has the page.
  const others = more.flatMap((page) => page.numbers).filter((number) => number !== pack.hotline.number);
  const numbers = [...new Set([...text.numbers, ...others])].slice(0, 4);
  personal(c);
  return c.html(<DangerPage frame={frameOf(c)} pack={pack} text={text} numbers={numbers} />);
}

async function result(c: PortalContext, draft: Draft, errors?: FieldError[]): Promise<Response> {
  const { triage } = draft;
  if (!triage) return c.redirect("/ask", 303);
  personal(c);
  const { pack, clock } = c.var.platform;
  const now = clock();
  const [chosen, near, open] = await Promise.all([
    chosenSession(c, draft),
    nearSessions(c, { when: "all", page: 1, size: 1 }),
    c.var.api(rostersContract).listClinics({ area: areaOf(c).code, open: true, size: 1 }),
  ]);
  return c.html(
    <ResultPage
      frame={{ ...frameOf(c), path: "/ask/result" }}
      pack={pack}
      now={now}
      text={draft.text}
      triage={triage}
      clarified={draft.added !== ""}
      danger={dangerOf(c, draft)}
      chosen={chosen}
      next={near.items[0]}
      open={open.items[0]}
      hours={answerHours(c)}
      errors={errors}
    />,
    errors ? 400 : 200,
  );
}

/** The answer to a clarifying question goes beside the person's words, and triage reads both again. */
async function more(c: PortalContext): Promise<Response> {
  const draft = await loadDraft(c);
  const picked = (await formOf(c)).more;
  const option = draft.triage?.ask?.options.find(({ value }) => value === picked);
  if (!draft.triage?.ask) return c.redirect("/ask/result", 303);
  if (!option) return await result(c, draft, [{ field: "more", message: "请选一个最像的。都不像，选最后一个" }]);
  if (option.addsText === "") return c.redirect("/ask/online", 303);
  const stop = /[。！？!?]$/.test(draft.text + draft.added) ? "" : "。";
  await saveDraft(c, { added: `${draft.added}${stop}${option.addsText}`.slice(0, 2_000) });
  return c.redirect("/ask/result", 303);
}

/** Hours within which a question left online is answered (SLA-04, on the day it is asked). */
export function answerHours(c: PortalContext): number {
  const { pack, clock } = c.var.platform;
  return pack.serviceLevel("SLA-04", civilDate(clock())).limit?.amount ?? 24;
}

async function online(c: PortalContext): Promise<Response> {
  const draft = await loadDraft(c);
  if (draft.text === "") return c.redirect("/ask", 303);
  personal(c);
  const hours = answerHours(c);
  const by = new Date(c.var.platform.clock().getTime() + hours * 3_600_000);
  return c.html(<OnlinePage frame={frameOf(c)} hours={hours} by={by} />);
}
