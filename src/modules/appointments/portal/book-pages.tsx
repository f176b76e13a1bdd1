/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
import { raw } from "hono/html";
import { civilDate, formatDate, formatTime } from "../../../shared/civil-time.ts";
import type { Pack } from "../../../shared/pack.ts";
import { SlotPicker } from "../../../ui/portal/choices.tsx";
import {
  Actions,
  Button,
  ButtonLink,
  EmptyState,
  FactList,
  IconList,
  Notice,
  PrintButton,
  ShareButton,
  Where,
} from "../../../ui/portal/components.tsx";
import { ErrorSummary, errorOf, type FieldError, Form } from "../../../ui/portal/forms.tsx";
import { type Frame, Page } from "../../../ui/portal/layout.tsx";
import { AreaLinks, Confirmation, Pagination, SummaryList } from "../../../ui/portal/lists.tsx";
import { QuestionPage } from "../../../ui/portal/question.tsx";
import type { Clinic } from "../../network/contract.ts";
import type { Session } from "../../rosters/contract.ts";
import { dateWords, dayWords, dutyWords, timeTypeLabels, timeWords } from "../../rosters/labels.ts";
import type { Appointment } from "../contract.ts";
import { companionsWords } from "../labels.ts";
import type { Draft } from "./draft.ts";
import { needWords } from "./name-page.tsx";
import type { When } from "./sessions.ts";
import { excerptOf } from "./words.ts";

const whenLabels: Record<When, string> = { all: "全部", evening: "晚上", weekend: "周末", expert: "专家门诊" };

const whoOf = (session: Session, pack: Pack) =>
  dutyWords(
    session.duty.map((person) => ({ ...person, goodAt: [] })),
    (code) => pack.practitioners.professions.find((row) => row.code === code)?.label ?? "法律服务人员",
  );

function daysOf(sessions: readonly Session[], pack: Pack, now: Date, named: boolean) {
  return [...Map.groupBy(sessions, (session) => dayWords(session.startsAt, now))].map(([label, list]) => ({
    label,
    slots: list.map((session) => ({
      value: session.id,
      time: `${formatTime(new Date(session.startsAt))}–${formatTime(new Date(session.endsAt))}`,
      who: named ? (
        <>
          {session.clinicName}
          <br />
          {whoOf(session, pack)}
        </>
      ) : (
        whoOf(session, pack)
      ),
      seats: session.free,
      note: session.timeType === "regular" ? undefined : timeTypeLabels[session.timeType],
    })),
  }));
}

interface TimesProps {
  frame: Frame;
  pack: Pack;
  now: Date;
  /** Times of one clinic only. */
  clinic?: { id: string; name: string };
  area: string;
  when: When;
  sessions: readonly Session[];
  value: string;
  page: number;
  pages: number;
  /** The appointment this browser made last, while it stands. */
  standing?: Appointment;
  errors?: readonly FieldError[];
}

/** “您哪个时间方便？” */
export function TimesPage(props: TimesProps) {
  const { frame, pack, now, clinic, area, when, sessions, value, page, pages, standing, errors } = props;
  const href = (to: { when?: When; page?: number }) => {
    const query = new URLSearchParams();
    const chosen = to.when ?? when;
    if (chosen !== "all") query.set("when", chosen);
    if (to.page && to.page > 1) query.set("page", String(to.page));
    return query.size ? `/book/times?${query}` : "/book/times";
  };
  const before = (
    <>
      {standing ? (
        <Notice title="您已经约好一个时间">
          <p>
            {timeWords(standing.startsAt, standing.endsAt, now)}，{standing.clinicName}。
            <a href={`/book/done/${standing.id}`}>看看，或者取消</a>。下面再约，是为另一件事。
          </p>
        </Notice>
      ) : null}
      {clinic ? (
        <p>
          {clinic.name} · <a href="/book/times">看别的门诊</a>
        </p>
      ) : (
        <>
          <Where label={area} href="/places?to=/book/times" />
          <AreaLinks
            label="什么时候"
            items={(Object.keys(whenLabels) as When[]).map((code) => ({
              href: href({ when: code }),
              label: whenLabels[code],
              current: code === when,
            }))}
          />
        </>
      )}
    </>
  );
  if (sessions.length === 0)
    return (
      <Page {...frame} title="您哪个时间方便？" back={{ href: "/ask/result" }} noindex>
        <h1>您哪个时间方便？</h1>
        {before}
        <EmptyState title="这里最近两个星期没有空位" icon="calendar">
          <p>换个地方或者换个时间看看。也可以留下问题，我们在网上答复您。</p>
          <ButtonLink kind="plain" href="/ask/online">
            留下问题，等回复
          </ButtonLink>
        </EmptyState>
      </Page>
    );
  return (
    <QuestionPage
      {...frame}
      title="您哪个时间方便？"
      back={{ href: "/ask/result" }}
      action="/book/times"
      hidden={{
        clinic: clinic?.id,
        when: when === "all" ? undefined : when,
        page: page > 1 ? String(page) : undefined,
      }}
      errors={errors}
      submit="预约这个时间"
      before={before}
      after={
        <>
          <Pagination page={page} pages={pages} href={(to) => href({ page: to })} />
          <p>
            <a href="/ask/online">都不方便，留下问题等回复</a>
          </p>
        </>
      }
    >
      <SlotPicker
        name="session"
        label="选一个时间"
        hint="到了按先后叫号，一个一个来。"
        days={daysOf(sessions, pack, now, !clinic)}
        value={value}
        error={errorOf(errors, "session")}
      />
    </QuestionPage>
  );
}

interface FullProps {
  frame: Frame;
  pack: Pack;
  now: Date;
  title: string;
  sessions: readonly Session[];
}

/** The seat was lost to somebody else: what happened, and three ways on. */
export function FullPage({ frame, pack, now, title, sessions }: FullProps) {
  const first = sessions[0];
  return (
    <QuestionPage
      {...frame}
      title={title}
      lead={
        first
          ? `下面是最近的${["", "一个", "两个", "三个"][sessions.length] ?? ""}空位。您填的都还在。`
          : "您填的都还在。"
      }
      back={{ href: "/book/times", label: "看全部时间" }}
      action="/book/times"
      submit={first ? "预约这个时间" : "看全部时间"}
      after={<a href="/ask/online">都不方便，留下问题等回复</a>}
    >
      {first ? (
        <SlotPicker name="session" label="选一个时间" days={daysOf(sessions, pack, now, true)} value={first.id} />
      ) : (
        <p>附近最近没有空位了。可以看看别的地方，也可以留下问题，我们在网上答复您。</p>
      )}
    </QuestionPage>
  );
}

interface CheckProps {
  frame: Frame;
  pack: Pack;
  now: Date;
  draft: Draft;
  session?: Session;
  errors?: readonly FieldError[];
}

/** Everything once more before it is sent. Nobody has been told anything until the button is pressed. */
export function CheckPage({ frame, pack, now, draft, session, errors }: CheckProps) {
  const sent = draft.matterId !== "";
  const needs = draft.needs.map((need) => needWords[need as keyof typeof needWords] ?? need).join("；");
  return (
    <Page
      {...frame}
      title="看看对不对"
      back={{ href: sent ? "/book/times" : "/book/name" }}
      error={Boolean(errors?.length)}
      noindex
    >
      <ErrorSummary errors={errors} />
      <h1>看看对不对</h1>
      <SummaryList
        rows={[
          {
            label: "什么事",
            value: excerptOf(draft.text) || `编号 ${draft.matterNumber}`,
            change: sent ? undefined : "/ask",
          },
          ...(session
            ? [
                { label: "时间", value: dateWords(session.startsAt, session.endsAt, now), change: "/book/times" },
                { label: "地点", value: session.place ?? session.clinicName },
                { label: "找谁", value: whoOf(session, pack) || "当天坐诊的法律服务人员" },
                { label: "几个人来", value: companionsWords(Number(draft.companions)), change: "/book/name" },
              ]
            : [{ label: "怎么答复", value: "网上答复，发短信告诉您", change: "/book/times" }]),
          ...(sent
            ? []
            : [
                { label: "怎么称呼", value: draft.name || "没有说，也可以", change: "/book/name" },
                { label: "要准备的", value: needs || "没有", change: "/book/name" },
              ]),
          { label: "联系电话", value: "您刚才核对过的手机号" },
        ]}
      />
      <p class="muted">
        按下面的按钮，我们才会收到。<a href="/privacy">您的信息怎么用</a>
      </p>
      <Form action="/book/check">
        <Actions>
          <Button busy={session ? "正在预约，请稍等" : "正在发送，请稍等"}>
            {session ? "没错，约这个时间" : "没错，把问题留下"}
          </Button>
        </Actions>
      </Form>
    </Page>
  );
}

interface DoneProps {
  frame: Frame;
  pack: Pack;
  now: Date;
  appointment: Appointment;
  clinic: Clinic;
  bring: readonly string[];
  cancelHref: string;
  /** Inline SVG of the number. */
  qr: string;
}

/** The card to photograph. */
export function DonePage({ frame, pack, now, appointment, clinic, bring, cancelHref, qr }: DoneProps) {
  const [start, end] = [new Date(appointment.startsAt), new Date(appointment.endsAt)];
  return (
    <Page {...frame} title="约好了" back={{ href: "/", label: "回到首页" }} noindex>
      <Confirmation
        title="约好了"
        lead="到了把编号告诉工作人员就行。"
        numberLabel="编号（查进度也用它）"
        number={appointment.matterNumber}
        when={
          <>
            {formatDate(civilDate(start), civilDate(now))}
            <br />
            {formatTime(start)}–{formatTime(end)}
          </>
        }
        where={`${appointment.clinicName}${appointment.room ? ` ${appointment.room}` : ""}`}
        address={`${clinic.address.replace(/（演示数据）$/, "")}${clinic.contactIsDemo ? "（演示数据）" : ""}`}
        who={appointment.practitionerName ?? "当天坐诊的法律服务人员"}
        facts={[
          { label: "第几位", value: `第 ${appointment.position} 位，早到几分钟更好` },
          { label: "几个人来", value: companionsWords(appointment.companions) },
        ]}
        bring={bring}
        cancel={{ href: cancelHref, label: "取消这个预约" }}
        qr={raw(qr)}
      >
        <Actions>
          <PrintButton>打印这张卡</PrintButton>
          <ShareButton title={`${clinic.name}怎么走`} url={`/clinics/${clinic.id}`}>
            把地址发给家里人
          </ShareButton>
        </Actions>
        {clinic.access.length ? (
          <IconList items={clinic.access.map((fact) => ({ icon: "check" as const, text: fact }))} />
        ) : null}
      </Confirmation>
      <p>
        <a href={`/clinics/${clinic.id}`}>怎么走</a>　<a href="/my">我的事和预约</a>
      </p>
      <p class="muted">{pack.texts.freeOfCharge}</p>
    </Page>
  );
}

/** A question left without an appointment: its number, and when the answer comes. */
export function SentPage({ frame, number, by, qr }: { frame: Frame; number: string; by: string; qr: string }) {
  return (
    <Page {...frame} title="问题收到了" back={{ href: "/", label: "回到首页" }} noindex>
      <Confirmation
        title="问题收到了"
        lead={`最晚 ${by} 答复您，会发短信。`}
        numberLabel="编号（查进度用）"
        number={number}
        qr={raw(qr)}
        qrLabel="到门诊给工作人员扫一下，就不用重说一遍"
      >
        <h2>接下来</h2>
        <FactList
          items={["律师看了您写的话，在网上答复您", "答复以前也可以随时来门诊，报编号就行", "急了就打电话，一样能问"]}
        />
        <Actions>
          <ButtonLink kind="plain" href="/book/times">
            还是想当面问，约个时间
          </ButtonLink>
          <PrintButton>打印这张卡</PrintButton>
        </Actions>
      </Confirmation>
      <p>
        <a href="/my">我的事和预约</a>
      </p>
    </Page>
  );
}
