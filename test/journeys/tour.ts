import type { Page } from "playwright-core";
import { consultationsContract } from "../../src/modules/consultations/contract.ts";
import { mattersContract } from "../../src/modules/matters/contract.ts";
import { ratingsContract } from "../../src/modules/ratings/contract.ts";
import type { TestApp } from "../harness/app.ts";
import type { UnitWorld } from "../make/unit-world.ts";
import type { Visitor } from "./browser.ts";

/** What is done at each station of a tour; the name is for reports. */
export type Look = (station: string) => Promise<void>;

const submit = (page: Page) => page.locator("main form button.primary").first().click();

/** A closed matter of a phone's owner, and the link to rate it. */
export async function closedMatter(app: TestApp, world: UnitWorld, phone: string) {
  const { token } = await app.resident(phone);
  const opened = await app
    .as(mattersContract, token)
    .open({ text: "想问问租房押金怎么要回来。", channel: "visit", clinicId: world.clinicId });
  await app.as(mattersContract, world.tokens.town).close({ id: opened.id, outcome: "advised" });
  const link = await app.as(ratingsContract).linkByProgress({ number: opened.number, phone });
  return { token, number: opened.number, rate: `/rate/${link.token}` };
}

/** Signs in where a booking asks for the phone. */
export async function provePhone(page: Page, phone: string, look: Look = async () => undefined): Promise<void> {
  await page.locator("input[name=phone]").fill(phone);
  await submit(page);
  await look("code");
  const code = /验证码是\s*(\d{6})/.exec(await page.locator("main").innerText())?.[1] ?? "";
  await page.locator("input[name=code]").fill(code);
  await submit(page);
}

/** Every page of the portal in every state that a resident meets, as one long visit. */
export async function tourPortal(
  app: TestApp,
  world: UnitWorld,
  { page, context }: Visitor,
  phone: string,
  visitLook: Look,
): Promise<void> {
  const at = async (path: string, station: string) => {
    await page.goto(path);
    await visitLook(station);
  };
  const send = async (station: string) => {
    await submit(page);
    await visitLook(station);
  };
  const ask = async (text: string) => {
    await page.goto("/ask");
    await page.locator("textarea[name=text]").fill(text);
    await submit(page);
  };

  await at("/", "home");
  await at("/places", "places");
  await at("/places?q=没有这个地方", "places, nothing found");
  await at("/clinics", "clinics");
  await at(`/clinics?area=${world.townCode}&when=weekend`, "clinics, none at the weekend");
  await at(`/clinics/${world.clinicId}`, "clinic");
  await at("/help", "help");
  await at("/privacy", "privacy");
  await at("/no-such-page", "404");
  await at("/ask", "ask");
  await send("ask, nothing written");
  await ask("老公正在打我，拿着刀，我躲在厕所里。");
  await visitLook("danger");
  await at("/ask/result", "result with danger");
  await ask("他不给我钱");
  await visitLook("result, unclear");
  await page.locator("main form[action='/ask/more'] button").click();
  await visitLook("result, nothing picked");
  await ask("在工地干了半年，老板三个月没发工资，我们六个人一起的，9月走的。");
  await visitLook("result");
  await at("/ask/online", "online");
  await at("/book/times", "times");
  await send("times, none chosen");
  await at("/book/times?when=weekend", "times, none free");
  await at(`/book/times?clinic=${world.clinicId}`, "times of one clinic");
  await page.locator(`input[name=session][value="${world.sessionId}"] + label`).click();
  await submit(page);
  await visitLook("phone");
  await page.locator("input[name=phone]").fill("12345");
  await send("phone, wrong");
  await provePhone(page, phone, visitLook);
  await visitLook("name");
  await page.locator("input[name=name]").fill("阿卜杜勒·买买提");
  await send("check");
  await at("/book/full", "full");
  await page.goto("/book/check");
  await send("done");
  await at("/my", "my");
  const cancel = new URL(
    (await page.locator("a[href^='/my/appointments/']").first().getAttribute("href")) ?? "",
    page.url(),
  );
  await at(cancel.pathname, "cancel");
  await page.locator("main form button.danger").click();
  await visitLook("cancelled");
  await ask("邻居装修漏水，把我家天花板泡坏了，不肯赔。");
  await page.goto("/ask/online");
  await submit(page);
  if (page.url().endsWith("/book/name")) await submit(page);
  await submit(page);
  await visitLook("sent");

  const closed = await closedMatter(app, world, `${phone.slice(0, 10)}8`);
  await at("/progress", "progress");
  await send("progress, nothing written");
  await page.locator("input[name=number]").fill(closed.number);
  await page.locator("input[name=phone]").fill(`${phone.slice(0, 10)}8`);
  await send("progress, closed");
  await at(closed.rate, "rate");
  await send("rate, nothing chosen");
  await page.locator("input[name=level][value='2'] + label").click();
  await send("rated");
  const rateLate = await closedMatter(app, world, `${phone.slice(0, 10)}9`);
  const now = app.now();
  app.setNow("2027-03-01T10:00:00+08:00");
  await at(rateLate.rate, "rate, too late");
  app.setNow(now);

  await at("/verify", "verify");
  const sheet = await app.as(consultationsContract, world.tokens.practitioner).getSheet({ id: world.sheetId });
  await page.locator("input[name=number]").fill(sheet.number);
  await page.locator("input[name=code]").fill(sheet.verifyCode);
  await send("verified");
  await context.clearCookies({ name: "clinic_session" });
  await at("/sign-in", "sign in");
  await context.addCookies([{ name: "clinic_session", value: world.tokens.practitioner, url: page.url() }]);
  await at(`/sheet/${world.sheetId}`, "sheet");
  await context.clearCookies({ name: "clinic_session" });
}
