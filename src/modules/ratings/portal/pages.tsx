/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
import { civilDate, formatDate, formatTime } from "../../../shared/civil-time.ts";
import { Rating } from "../../../ui/portal/choices.tsx";
import { Button, ButtonLink, CallCard, Details, EmptyState, Notice } from "../../../ui/portal/components.tsx";
import { errorOf, type FieldError, Form, PhoneField, TextArea, TextField } from "../../../ui/portal/forms.tsx";
import { type Frame, Page } from "../../../ui/portal/layout.tsx";
import { SummaryList, Timeline, type TimelineItem } from "../../../ui/portal/lists.tsx";
import { QuestionPage } from "../../../ui/portal/question.tsx";
import type { Clock, Progress } from "../../matters/contract.ts";
import type { RatingInvitation } from "../contract.ts";
import { labels, levelLabels, refusals } from "../labels.ts";

interface AskProps {
  frame: Frame;
  number: string;
  phone: string;
  signedIn: boolean;
  errors?: readonly FieldError[];
}

export function AskProgressPage({ frame, number, phone, signedIn, errors }: AskProps) {
  return (
    <QuestionPage
      {...frame}
      title="查查办到哪一步"
      back={{ href: "/", label: "回到首页" }}
      action="/progress"
      errors={errors}
      submit="查一查"
      before={
        signedIn ? (
          <Notice title="您已经登录">
            <p>
              <a href="/my">直接看我的事和预约</a>，不用填下面的。
            </p>
          </Notice>
        ) : null
      }
      after={
        <>
          <p>
            <a href="/sign-in?to=/my">编号找不到了？用手机号登录看</a>
          </p>
          <Details summary="编号在哪里">
            <p>在预约卡上、短信里，或者法律建议书的右上角。两个字母开头，后面是数字。</p>
          </Details>
        </>
      }
    >
      <TextField
        name="number"
        label="编号"
        hint="在预约卡或者短信里"
        value={number}
        error={errorOf(errors, "number")}
      />
      <PhoneField name="phone" label="登记时留的手机号" value={phone} error={errorOf(errors, "phone")} />
    </QuestionPage>
  );
}

const atWords = (instant: string, now: Date) => {
  const at = new Date(instant);
  return `${formatDate(civilDate(at), civilDate(now))}${formatTime(at)}`;
};

/** A running clock as a sentence: what is promised, and until when. */
function clockItem(clock: Clock, now: Date): TimelineItem {
  return {
    title: clock.name,
    state: "now",
    at: clock.pausedAt ? "先停一停，等补充的材料" : `最晚 ${atWords(clock.dueAt, now)}`,
    body: clock.late ? (
      <p>已经晚了，对不起。我们正在催办，您也可以打电话问。</p>
    ) : clock.pausedAt ? null : (
      <p>{clock.text}</p>
    ),
  };
}

interface ProgressProps {
  frame: Frame;
  now: Date;
  progress: Progress;
  rateHref: string | undefined;
  rated: boolean;
}

export function ProgressPage({ frame, now, progress, rateHref, rated }: ProgressProps) {
  const running = progress.clocks.filter((clock) => clock.stoppedAt === null);
  const items: TimelineItem[] = [
    ...progress.steps.map((step) => ({ title: step.text, state: "done" as const, at: atWords(step.at, now) })),
    ...running.map((clock) => clockItem(clock, now)),
  ];
  const over = progress.state === "closed" || progress.state === "withdrawn";
  return (
    <Page {...frame} title="您的事办到哪一步" back={{ href: "/", label: "回到首页" }} noindex>
      <h1>{over ? progress.stateLabel : `您的事：${progress.stateLabel}`}</h1>
      <SummaryList
        rows={[
          { label: "编号", value: progress.number },
          ...(progress.categoryLabel ? [{ label: "什么事", value: progress.categoryLabel }] : []),
          { label: "哪里在办", value: <a href={`/clinics/${progress.clinicId}`}>{progress.clinicName}</a> },
        ]}
      />
      {rateHref ? (
        <Notice title="办得怎么样，请您说一句">
          <p>好的坏的都可以说。没见到人、没给办，也请告诉我们。</p>
          <ButtonLink href={rateHref}>评一评</ButtonLink>
        </Notice>
      ) : rated ? (
        <Notice kind="good" title="您已经评过了">
          <p>谢谢您。</p>
        </Notice>
      ) : null}
      <h2>经过</h2>
      <Timeline items={items} />
      <h2>还有话要说</h2>
      <CallCard number={frame.city.hotline} label="打电话，报编号就行">
        补充情况、催一催、换时间，都可以。
      </CallCard>
      <p>
        <a href="/sign-in?to=/my">登录看预约和法律建议书</a>
      </p>
      <Form action="/progress/close" label="收起来">
        <Button kind="plain">看完了，收起来</Button>
      </Form>
    </Page>
  );
}

interface RateProps {
  frame: Frame;
  invitation: RatingInvitation;
  action: string;
  level?: string;
  comment?: string;
  errors?: readonly FieldError[];
}

export function RatePage({ frame, invitation, action, level, comment, errors }: RateProps) {
  const served = invitation.servedAt ? formatDate(civilDate(new Date(invitation.servedAt))) : "";
  return (
    <QuestionPage
      {...frame}
      title="这次您满意吗？"
      lead={`${served}${served ? "，" : ""}${invitation.clinicName}，编号 ${invitation.matterNumber}`}
      action={action}
      errors={errors}
      submit="就这样评"
      after={<p class="muted">一件事只评一次。不评也没关系，不评不算满意。</p>}
    >
      <Rating
        name="level"
        label="请选一个"
        hint="接待您的人看不到是谁评的。不好也请直说。"
        value={level}
        error={errorOf(errors, "level")}
      />
      <TextArea
        name="comment"
        label="想说点什么"
        hint="哪里好，哪里要改。"
        optional
        rows={4}
        value={comment}
        error={errorOf(errors, "comment")}
      />
    </QuestionPage>
  );
}

export function RatedPage({ frame, invitation }: { frame: Frame; invitation: RatingInvitation }) {
  const said = invitation.tookPlace === false ? labels.denied : levelLabels[invitation.level ?? 0];
  const bad = invitation.tookPlace === false || (invitation.level ?? 5) <= 2;
  return (
    <Page {...frame} title="谢谢您的评价" back={{ href: "/", label: "回到首页" }} noindex>
      <h1>谢谢，我们记下了</h1>
      {said ? (
        <p class="lead">
          您评的是：<b>{said}</b>
        </p>
      ) : null}
      {bad ? (
        <Notice title="接下来">
          <p>对不起，没有让您满意。司法所会有人联系您，问清楚是怎么回事。</p>
        </Notice>
      ) : null}
      <ButtonLink kind="plain" href="/">
        回到首页
      </ButtonLink>
    </Page>
  );
}

export function TooLatePage({ frame, invitation }: { frame: Frame; invitation: RatingInvitation }) {
  return (
    <Page {...frame} title="评价的时间已经过了" back={{ href: "/", label: "回到首页" }} noindex>
      <h1>评价的时间已经过了</h1>
      <EmptyState title={`编号 ${invitation.matterNumber}`} icon="clock">
        <p>{refusals.RATING_EXPIRED}</p>
      </EmptyState>
      <CallCard number={frame.city.hotline} label="有话想说，打电话" />
    </Page>
  );
}
