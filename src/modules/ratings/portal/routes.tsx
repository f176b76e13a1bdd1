/** @jsxImportSource hono/jsx */
import type { Hono } from "hono";
import type { PortalEnv } from "../../../platform/module.ts";
import {
  fieldErrors,
  formOf,
  frameOf,
  keepSealed,
  keptSealed,
  NotFound,
  type PortalContext,
  personal,
  Refusal,
} from "../../../platform/portal.ts";
import type { FieldError } from "../../../ui/portal/forms.tsx";
import { mattersContract } from "../../matters/contract.ts";
import { refusals as matterRefusals } from "../../matters/labels.ts";
import { ratingsContract } from "../contract.ts";
import { refusals } from "../labels.ts";
import { AskProgressPage, ProgressPage, RatedPage, RatePage, TooLatePage } from "./pages.tsx";

const cookie = "clinic_progress";
const KEPT_SECONDS = 600;
const MOST = 1_000;

/** How a matter stands, and what the person thinks of how it was served. */
export function ratingsPortal(router: Hono<PortalEnv>): void {
  router.get("/progress", async (c) => showProgress(c));
  router.post("/progress", askProgress);
  router.post("/progress/close", (c) => {
    keepSealed(c, cookie, undefined);
    return c.redirect("/progress", 303);
  });
  router.get("/rate/:token", async (c) => ratePage(c, tokenOf(c)));
  router.post("/rate/:token", give);
}

/** The person behind number + phone stays known for ten minutes, sealed, so that going back and reloading work. */
async function showProgress(c: PortalContext): Promise<Response> {
  const kept = keptSealed(c, cookie);
  if (!kept) return askPage(c, "", "");
  const proof = { number: kept.number ?? "", phone: kept.phone ?? "" };
  try {
    const progress = await c.var.api(mattersContract).progress(proof);
    const link =
      progress.state === "closed"
        ? await c.var.api(ratingsContract).linkByProgress(proof)
        : { token: null, rated: false };
    personal(c);
    return c.html(
      <ProgressPage
        frame={frameOf(c)}
        now={c.var.platform.clock()}
        progress={progress}
        rateHref={link.token ? `/rate/${link.token}` : undefined}
        rated={link.rated}
      />,
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    keepSealed(c, cookie, undefined);
    return askPage(c, proof.number, proof.phone, fieldErrors(error, { refusals: matterRefusals }));
  }
}

function askPage(c: PortalContext, number: string, phone: string, errors?: FieldError[]) {
  personal(c);
  return c.html(
    <AskProgressPage
      frame={frameOf(c)}
      number={number}
      phone={phone}
      signedIn={c.var.caller.kind === "resident"}
      errors={errors}
    />,
    errors ? 400 : 200,
  );
}

async function askProgress(c: PortalContext): Promise<Response> {
  const { number = "", phone = "" } = await formOf(c);
  const errors = [
    ...(number.trim() ? [] : [{ field: "number", message: "请写编号，在预约卡或者短信里" }]),
    ...(phone.trim() ? [] : [{ field: "phone", message: "请写登记时留的手机号" }]),
  ];
  if (errors.length) return askPage(c, number, phone, errors);
  try {
    await c.var.api(mattersContract).progress({ number, phone });
  } catch (error) {
    const words = {
      refusals: matterRefusals,
      refusalField: { PROGRESS_NOT_FOUND: "number" },
      fields: { number: matterRefusals.PROGRESS_NOT_FOUND, phone: matterRefusals.PHONE_INVALID },
    };
    return askPage(c, number, phone, fieldErrors(error, words));
  }
  keepSealed(c, cookie, { number, phone }, KEPT_SECONDS);
  return c.redirect("/progress", 303);
}

function tokenOf(c: PortalContext): string {
  const token = c.req.param("token") ?? "";
  if (!/^[\w-]{10,60}$/.test(token)) throw new NotFound();
  return token;
}

async function ratePage(
  c: PortalContext,
  token: string,
  typed: { level?: string; comment?: string } = {},
  errors?: FieldError[],
): Promise<Response> {
  const invitation = await c.var.api(ratingsContract).invitation({ token });
  const frame = frameOf(c);
  personal(c);
  if (invitation.rated) return c.html(<RatedPage frame={frame} invitation={invitation} />);
  if (new Date(invitation.expiresAt) <= c.var.platform.clock())
    return c.html(<TooLatePage frame={frame} invitation={invitation} />);
  return c.html(
    <RatePage frame={frame} invitation={invitation} action={`/rate/${token}`} {...typed} errors={errors} />,
    errors ? 400 : 200,
  );
}

async function give(c: PortalContext): Promise<Response> {
  const token = tokenOf(c);
  const { level = "", comment = "" } = await formOf(c);
  const typed = { level, comment };
  if (!/^([1-5]|none)$/.test(level))
    return await ratePage(c, token, typed, [{ field: "level", message: refusals.LEVEL_MISSING }]);
  if (comment.trim().length > MOST)
    return await ratePage(c, token, typed, [
      { field: "comment", message: `写得太长了，最多 ${MOST} 个字。您写的都还在下面` },
    ]);
  try {
    await c.var.api(ratingsContract).give({
      token,
      tookPlace: level !== "none",
      level: level === "none" ? undefined : Number(level),
      comment,
      via: "web",
    });
  } catch (error) {
    if (!(error instanceof Refusal) || !["ALREADY_RATED", "RATING_EXPIRED"].includes(error.code))
      return await ratePage(c, token, typed, fieldErrors(error, { refusals }));
  }
  return c.redirect(`/rate/${token}`, 303);
}
