import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { consultationsContract } from "../../src/modules/consultations/contract.ts";
import { mattersContract } from "../../src/modules/matters/contract.ts";
import { ratingsContract } from "../../src/modules/ratings/contract.ts";
import { startTestApp, type TestApp } from "../harness/app.ts";
import { makeUnitWorld, type UnitWorld } from "../make/unit-world.ts";
import { openBrowser } from "./browser.ts";

let app: TestApp;
let world: UnitWorld;
beforeAll(async () => {
  app = await startTestApp();
  world = await makeUnitWorld(app, 0);
}, 180_000);
afterAll(async () => await app?.close());

const unknown = "01a20621-ad00-7e68-98fc-de0a659bf8d8";
/** A browser that is signed in with a token made elsewhere. */
const signedIn = (token: string) => openBrowser(app, new Map([["clinic_session", token]]));

describe("saying what happened", () => {
  test("nothing, too much and strange signs are met in words, and nothing typed is lost", async () => {
    const browser = openBrowser(app);
    await browser.open("/ask");
    await browser.send({ text: "   " });
    expect(browser.screen.status).toBe(400);
    expect(browser.screen.text).toContain("请先说几句");
    expect(browser.screen.html).toContain('aria-invalid="true"');

    const long = `开头${"甲".repeat(19_999)}`;
    await browser.send({ text: long });
    expect(browser.screen.status).toBe(400);
    expect(browser.screen.text).toContain("多了 1 个字");
    expect(browser.screen.html).toContain(long);

    await browser.send({ text: "老板\0欠我工资😀<script>alert(1)</script>" });
    expect(browser.screen.path).toBe("/ask/result");
    expect(browser.screen.html).not.toContain("<script>alert");
    expect(browser.screen.text).toContain("😀");
    await browser.open("/ask");
    expect(browser.screen.html).toContain("欠我工资😀&lt;script&gt;");
  });

  test("danger has its page first, with numbers, a way on, and a way out that leaves nothing behind", async () => {
    const browser = openBrowser(app);
    await browser.open("/ask");
    await browser.send({ text: "老公正在打我，拿着刀，我躲在厕所里。" });
    expect(browser.screen.path).toBe("/ask/danger");
    expect(browser.screen.html).toContain('href="tel:110"');
    expect(browser.screen.text).toContain("接着看怎么办");
    await browser.open("/ask/result");
    expect(browser.screen.status).toBe(200);
    expect(browser.screen.html).toContain('href="tel:110"');
    const left = await browser.open("/leave");
    expect(left.path).toMatch(/^https:/);
    await browser.open("/ask");
    expect(browser.screen.html).not.toContain("厕所");
    expect((await browser.open("/ask/danger")).path).toBe("/ask");
  });

  test("no story is ever in an address, and another browser finds none", async () => {
    const browser = openBrowser(app);
    await browser.open("/ask");
    await browser.send({ text: "我的秘密是暗号甲乙丙。" });
    expect(browser.screen.path).toBe("/ask/result");
    expect([...browser.cookies.values()].join()).not.toContain("暗号");
    expect((await openBrowser(app).open("/ask/result")).path).toBe("/ask");
  });

  test("a question that is not clear is asked back, and the answer changes the result", async () => {
    const browser = openBrowser(app);
    await browser.open("/ask");
    await browser.send({ text: "他不给我钱" });
    expect(browser.screen.text).toContain("再问您一句");
    await browser.send({}, "/ask/more");
    expect(browser.screen.text).toContain("请选一个最像的");
    await browser.send({ more: "LABOUR" }, "/ask/more");
    expect(browser.screen.h1).toBe(`这像是${app.platform.pack.category("LABOUR").label}的事`);
    expect(browser.screen.text).toContain("他不给我钱");
  });
});

describe("finding a clinic", () => {
  test("down the tree by links, remembered by code, empty places help", async () => {
    const browser = openBrowser(app);
    await browser.open("/places?to=/clinics");
    await browser.open(`/places?area=${world.townCode}&to=/clinics`);
    await browser.send({}, "/places");
    expect(browser.screen.path).toBe("/clinics");
    expect(browser.screen.h1).toContain(app.platform.pack.area(world.townCode).shortName);
    await browser.open(`/clinics?area=${world.townCode}&when=weekend`);
    expect(browser.screen.text).toContain("没有门诊");
    await browser.open("/clinics?q=没有这样的地方");
    expect(browser.screen.text).toContain("没有找到这个名字的门诊");
    await browser.open("/clinics?area=nonsense&page=-3&when=never");
    expect(browser.screen.status).toBe(200);
  });

  test("a clinic's page says where, when, who and that contacts are made up", async () => {
    const page = await openBrowser(app).open(`/clinics/${world.clinicId}`);
    expect(page.text).toContain("演示数据");
    expect(page.text).toContain("预约这个时间");
    expect(page.html).toContain("<svg");
  });

  test.each([
    `/clinics/${unknown}`,
    "/clinics/nonsense",
    "/cancel/nonsense",
    `/cancel/${"x".repeat(40)}`,
    `/rate/${"x".repeat(40)}`,
    `/board/${unknown}`,
    "/board/nonsense",
  ])("%s is a page that says it was not found", async (path) => {
    const page = await openBrowser(app).open(path);
    expect(page.status).toBe(404);
    expect(page.h1).toBe("没有找到这一页");
  });

  test("the board is there for everybody", async () => {
    const page = await openBrowser(app).open(`/board/${world.clinicId}`);
    expect(page.status).toBe(200);
    expect(page.html).toContain(`/api/boards/${world.clinicId}`);
  });

  test.each(["/help?from=/", "/privacy", "/verify", "/progress", "/sign-in", "/book/times"])(
    "%s opens",
    async (path) => {
      expect((await openBrowser(app).open(path)).status).toBe(200);
    },
  );
});

describe("signing in", () => {
  test("wrong phone, wrong code, then in; an address elsewhere is never followed", async () => {
    const browser = openBrowser(app);
    await browser.open("/sign-in?to=https://evil.example/");
    await browser.send({ phone: "12345" });
    expect(browser.screen.text).toContain("手机号是 11 位数字");
    expect(browser.screen.html).toContain('value="12345"');
    await browser.send({ phone: "138 0000 9999" });
    const code = /验证码是 (\d{6})/.exec(browser.screen.text)?.[1] ?? "";
    await browser.send({ code: code === "000000" ? "111111" : "000000" });
    expect(browser.screen.text).toContain("验证码不对");
    await browser.send({ code });
    expect(browser.screen.path).toBe("/my");
    expect(browser.screen.text).toContain("您还没有问过");
  });
});

describe("what belongs to one person", () => {
  test("somebody else's matter, appointment and sheet are not there", async () => {
    const { token } = await app.resident("13800008888");
    const browser = signedIn(token);
    for (const path of [
      `/book/done/${world.appointmentId}`,
      `/my/appointments/${world.appointmentId}`,
      `/sheet/${world.sheetId}`,
      `/sheet/${world.sheetId}/docx`,
      `/book/done/${unknown}`,
    ]) {
      const page = await browser.open(path);
      expect([path, page.status]).toEqual([path, 404]);
    }
    await browser.open("/my");
    expect(browser.screen.text).not.toContain(world.matterNumber);
  });

  test("nobody's page opens without signing in", async () => {
    for (const path of [`/book/done/${world.appointmentId}`, `/sheet/${world.sheetId}`, "/my"])
      expect((await openBrowser(app).open(path)).path).toMatch(/^\/sign-in/);
  });

  test("the sheet is read by who wrote it, on paper and as a file, and anybody can check it", async () => {
    const sheet = await app.as(consultationsContract, world.tokens.practitioner).getSheet({ id: world.sheetId });
    const browser = signedIn(world.tokens.practitioner);
    await browser.open(`/sheet/${world.sheetId}`);
    expect(browser.screen.text).toContain(sheet.number);
    expect(browser.screen.text).toContain(sheet.verifyCode);
    const file = await app.request(`/sheet/${world.sheetId}/docx`, { token: world.tokens.practitioner });
    expect(file.headers.get("content-type")).toContain("wordprocessingml");
    expect(new Uint8Array(await file.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]));

    const anyone = openBrowser(app);
    await anyone.open(`/verify?number=${encodeURIComponent(sheet.number)}`);
    expect(anyone.screen.html).toContain(`value="${sheet.number}"`);
    await anyone.send({ code: "WRONG" });
    expect(anyone.screen.status).toBe(400);
    expect(anyone.screen.text).toContain("没有找到这份法律建议书");
    await anyone.send({ code: sheet.verifyCode });
    expect(anyone.screen.h1).toBe("是真的");
    expect(anyone.screen.text).not.toContain(sheet.body.problem);
  });
});

describe("progress and rating", () => {
  test("a wrong number or phone gets one answer, and keeps what was typed", async () => {
    const browser = openBrowser(app);
    await browser.open("/progress");
    await browser.send({ number: "", phone: "" });
    expect(browser.screen.text).toContain("请看看这 2 处");
    await browser.send({ number: world.matterNumber, phone: "13811112222" });
    expect(browser.screen.text).toContain("没有查到");
    expect(browser.screen.html).toContain(`value="${world.matterNumber}"`);
  });

  test("a closed matter is rated once, through its progress", async () => {
    const phone = "13800007777";
    const { token } = await app.resident(phone);
    const opened = await app
      .as(mattersContract, token)
      .open({ text: "想问问租房押金怎么要回来", channel: "visit", clinicId: world.clinicId });
    await app.as(mattersContract, world.tokens.town).close({ id: opened.id, outcome: "advised" });
    const link = await app.as(ratingsContract).linkByProgress({ number: opened.number, phone });
    expect(link.token).not.toBeNull();

    const browser = openBrowser(app);
    await browser.open("/progress");
    await browser.send({ number: opened.number, phone });
    const href = /href="(\/rate\/[^"]+)"/.exec(browser.screen.html)?.[1] ?? "";
    await browser.open(href);
    await browser.send({ comment: "还没选" });
    expect(browser.screen.status).toBe(400);
    expect(browser.screen.html).toContain("还没选");
    await browser.send({ level: "none", comment: "门没开😀" });
    expect(browser.screen.h1).toBe("谢谢，我们记下了");
    expect(browser.screen.text).toContain("服务没有发生");
    await browser.open(href);
    expect(browser.screen.h1).toBe("谢谢，我们记下了");
  });

  test("a rating that comes too late is told so", async () => {
    const phone = "13800006666";
    const { token } = await app.resident(phone);
    const opened = await app
      .as(mattersContract, token)
      .open({ text: "想问问邻居的狗", channel: "visit", clinicId: world.clinicId });
    await app.as(mattersContract, world.tokens.town).close({ id: opened.id, outcome: "advised" });
    const { token: rate } = await app.as(ratingsContract).linkByProgress({ number: opened.number, phone });
    const before = app.now();
    app.setNow("2027-03-01T10:00:00+08:00");
    try {
      const page = await openBrowser(app).open(`/rate/${rate}`);
      expect(page.h1).toBe("评价的时间已经过了");
    } finally {
      app.setNow(before);
    }
  });
});
