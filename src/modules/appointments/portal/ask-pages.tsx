/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
import { civilDate, formatDate, formatTime, todayLabel } from "../../../shared/civil-time.ts";
import type { DangerPage as DangerText, Pack } from "../../../shared/pack.ts";
import {
  Actions,
  Button,
  ButtonLink,
  CallCard,
  ClockNotice,
  Details,
  FactList,
  Notice,
  Quote,
  State,
  WayCard,
} from "../../../ui/portal/components.tsx";
import { errorOf, type FieldError, Form, RadioGroup, TextArea } from "../../../ui/portal/forms.tsx";
import { type Frame, Page } from "../../../ui/portal/layout.tsx";
import { QuestionPage } from "../../../ui/portal/question.tsx";
import type { ClinicCard, Session } from "../../rosters/contract.ts";
import { openWords, timeWords } from "../../rosters/labels.ts";
import type { TriageAnswer } from "../../triage/contract.ts";
import { evidenceSpans, excerptOf, limitationWords, waysOf } from "./words.ts";

interface AskProps {
  frame: Frame;
  text: string;
  errors?: readonly FieldError[];
  /** A time was chosen before; then the words may wait until the visit. */
  session?: Session;
  /** The number of the question this browser asked last. */
  sentNumber?: string;
  now: Date;
}

/** “发生了什么事？” */
export function AskPage({ frame, text, errors, session, sentNumber, now }: AskProps) {
  const before = session ? (
    <Notice title="您选的时间">
      <p>
        {timeWords(session.startsAt, session.endsAt, now)}，{session.clinicName}。先说一句是什么事，好让坐诊的人有准备。
      </p>
    </Notice>
  ) : sentNumber ? (
    <Notice kind="good" title="刚才的问题已经收到">
      <p>
        编号 {sentNumber}。<a href="/my">看看办到哪一步</a>。下面可以问另一件事。
      </p>
    </Notice>
  ) : null;
  return (
    <QuestionPage
      {...frame}
      title="发生了什么事？"
      fieldIsHeading
      back={{ href: session ? `/clinics/${session.clinicId}` : "/" }}
      action="/ask"
      submit="看看怎么办"
      busy="正在看，请稍等"
      errors={errors}
      before={before}
      after={
        session ? (
          <Form action="/ask" hidden={{ later: "yes" }} label="见面再说">
            <Button kind="plain">不想写，见面再说</Button>
          </Form>
        ) : (
          <a href={`tel:${frame.city.hotline}`}>说不清楚，想打电话说</a>
        )
      }
    >
      <TextArea
        heading
        name="text"
        label="发生了什么事？"
        hint="像跟邻居说话一样就行：什么事、什么时候、跟谁。不用写名字和身份证号。不会打字，点键盘上的话筒，说给手机听。"
        value={text}
        error={errorOf(errors, "text")}
      />
      <Details summary="不知道怎么写？看一个例子">
        <p>“我在工地干了半年，老板三个月没发工资，9月走的，没有合同，有微信聊天。”</p>
      </Details>
    </QuestionPage>
  );
}

interface DangerProps {
  frame: Frame;
  pack: Pack;
  text: DangerText;
  /** Whom to call, the most urgent first. */
  numbers: readonly string[];
}

/** Danger first and alone: whom to call, how to leave this page quickly, and the way on. */
export function DangerPage({ frame, pack, text, numbers }: DangerProps) {
  return (
    <Page {...frame} title={text.title} help={false} noindex>
      <p>
        <ButtonLink href="/leave" kind="danger" icon="close">
          有人来了，马上关掉这一页
        </ButtonLink>
      </p>
      <h1>{text.title}</h1>
      {numbers.map((number, at) => {
        const known = pack.emergency.find((row) => row.number === number);
        return (
          <CallCard number={number} label={known?.name ?? pack.hotline.name} danger={at === 0}>
            {known?.when}
          </CallCard>
        );
      })}
      <FactList items={text.text} />
      <Actions>
        <ButtonLink kind="plain" href="/ask/result">
          我现在安全，接着看怎么办
        </ButtonLink>
      </Actions>
      <p class="muted">关掉时会打开天气网页，您写的话也会从这台手机上清掉。</p>
    </Page>
  );
}

interface ResultProps {
  frame: Frame;
  pack: Pack;
  now: Date;
  text: string;
  triage: TriageAnswer;
  /** The category was picked as the answer to a question of ours. */
  clarified: boolean;
  danger: DangerText | undefined;
  /** A time was chosen before. */
  chosen: Session | undefined;
  /** The next free session near by. */
  next: Session | undefined;
  /** A clinic near by where somebody is now. */
  open: ClinicCard | undefined;
  hours: number;
  errors?: readonly FieldError[];
}

/** The answer of triage, said as a person would: what it is, what runs out when, what to do now. */
export function ResultPage(props: ResultProps) {
  const { frame, pack, now, text, triage, clarified, danger, errors } = props;
  const title = titleOf(triage, clarified);
  const others = triage.abstain ? triage.categories : triage.categories.slice(1, 4);
  return (
    <Page {...frame} title={title} back={{ href: "/ask", label: "返回修改" }} error={Boolean(errors?.length)} noindex>
      <h1>{title}</h1>
      {danger ? (
        <Notice kind="danger" title={danger.title}>
          <p>
            {danger.numbers.slice(0, 2).map((number) => (
              <>
                <a href={`tel:${number}`}>打 {number}</a>　
              </>
            ))}
            <a href="/ask/danger">看看怎么保护自己</a>
          </p>
        </Notice>
      ) : null}
      <Quote text={excerptOf(text)} spans={evidenceSpans(excerptOf(text), triage)} />
      {triage.abstain ? (
        <p>光看这几句，我们还不敢说是哪一类事。说错了会耽误您，所以请您再选一下，或者直接找人问。</p>
      ) : null}
      {limitationWords(triage, now).map((limit) => (
        <ClockNotice date={limit.date} title={limit.title}>
          <p>{limit.text}</p>
          <p class="muted">依据：{limit.law}</p>
        </ClockNotice>
      ))}
      {triage.ask && triage.abstain ? <Clarify triage={triage} errors={errors} /> : null}
      <h2>您可以这样办</h2>
      <Ways {...props} />
      {triage.bring.length ? (
        <Details summary="来的时候带什么">
          <FactList items={triage.bring} />
        </Details>
      ) : null}
      {triage.ask && !triage.abstain ? <Clarify triage={triage} errors={errors} /> : null}
      <p>
        {others.length ? `也可能是：${others.map((category) => category.label).join("、")}。` : ""}
        <a href="/ask">都不是，我再说说</a>
      </p>
      <p class="muted">
        {triage.disclaimer} {pack.texts.freeOfCharge}
      </p>
    </Page>
  );
}

/** The finer headline goes by the person's own words; what a picked answer added names its whole category only. */
function titleOf(triage: TriageAnswer, clarified: boolean): string {
  const first = triage.categories[0];
  if (triage.abstain || !triage.title) return "这件事，要请人当面听一听";
  return clarified && first && first.code !== "NOT_LEGAL" ? `这像是${first.label}的事` : triage.title;
}

function Clarify({ triage, errors }: { triage: TriageAnswer; errors?: readonly FieldError[] }) {
  if (!triage.ask) return null;
  return (
    <Form action="/ask/more" label="再问您一句">
      <RadioGroup
        name="more"
        label={`再问您一句：${triage.ask.question}`}
        options={triage.ask.options.map(({ value, label }) => ({ value, label }))}
        error={errorOf(errors, "more")}
      />
      <Button kind="plain">选好了，再看看</Button>
    </Form>
  );
}

function Ways({ pack, now, triage, chosen, next, open, hours }: ResultProps) {
  const ways = waysOf(triage, pack);
  const time = (session: Session) =>
    `${todayLabel(new Date(session.startsAt), now)} ${formatTime(new Date(session.startsAt))}`;
  const soonest = (session: Session) =>
    new Date(session.startsAt) <= now
      ? `现在就有位子，到 ${formatTime(new Date(session.endsAt))}`
      : `约个时间，最早${time(session)}`;
  return (
    <>
      {chosen ? (
        <WayCard
          first
          tag="您选好的"
          href="/book/next"
          title={`${time(chosen)}，去${chosen.clinicName}`}
          go="接着约这个时间"
        />
      ) : null}
      {ways.slice(0, chosen ? 1 : 2).map((way, at) => (
        <WayCard
          first={at === 0 && !chosen}
          tag={at === 0 && !chosen ? "最合适" : undefined}
          href={way.href}
          title={way.title}
          go={way.visit ? (next ? soonest(next) : "约个时间") : way.go}
        >
          <p class="muted">{way.reason}</p>
        </WayCard>
      ))}
      {open ? (
        <WayCard href={`/clinics/${open.id}`} title={`现在就去${open.name}`} go="看看在哪里">
          <State kind="open">{openWords(open, now).text}</State>
          <p class="muted">不用预约，直接去。</p>
        </WayCard>
      ) : null}
      <WayCard href="/ask/online" title="不想出门：留下问题，等我们回复" go={`${hours} 小时内答复`}>
        <p class="muted">留个手机号，答复了告诉您。</p>
      </WayCard>
    </>
  );
}

/** The offer to answer in writing, within the hours that the service level gives. */
export function OnlinePage({ frame, hours, by }: { frame: Frame; hours: number; by: Date }) {
  const when = `${formatDate(civilDate(by))}${formatTime(by)}`;
  return (
    <QuestionPage
      {...frame}
      title="留下问题，等我们回复？"
      lead={`${hours} 小时内答复您，最晚 ${when}。`}
      back={{ href: "/ask/result" }}
      action="/ask/online"
      submit="留下问题，等回复"
      after={<a href="/book/times">还是想当面问，约个时间</a>}
    >
      <FactList items={["律师看了您写的话再答复", "留一个手机号，答复了发短信告诉您", "不用说名字，不收钱"]} />
    </QuestionPage>
  );
}
