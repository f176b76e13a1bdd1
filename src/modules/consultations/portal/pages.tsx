/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
import { raw } from "hono/html";
import { civilDate, formatDate } from "../../../shared/civil-time.ts";
import type { OutputOf } from "../../../shared/contract.ts";
import { Actions, ButtonLink, Notice, PrintButton } from "../../../ui/portal/components.tsx";
import { errorOf, type FieldError, TextField } from "../../../ui/portal/forms.tsx";
import { type Frame, Page } from "../../../ui/portal/layout.tsx";
import { SummaryList } from "../../../ui/portal/lists.tsx";
import { PrintSheet } from "../../../ui/portal/print-sheet.tsx";
import { QuestionPage } from "../../../ui/portal/question.tsx";
import type { AdviceSheet, consultationsContract } from "../contract.ts";

/** A day of a document: always with its year. */
const dayOf = (instant: string) => {
  const date = civilDate(new Date(instant));
  return `${Number(date.slice(0, 4))}年${formatDate(date).replace(/（.*$/, "")}`;
};

/** Lines of a text as paragraphs: what was typed with breaks is read with breaks. */
const paragraphs = (text: string) =>
  text
    .split(/\n+/)
    .filter((line) => line.trim() !== "")
    .map((line) => <p>{line}</p>);

interface SheetProps {
  frame: Frame;
  bureau: string;
  hotline: string;
  sheet: AdviceSheet;
  own: boolean;
  qr: string;
}

/** The advice sheet as it lies on the table: on the screen and on A4. */
export function SheetPage({ frame, bureau, hotline, sheet, own, qr }: SheetProps) {
  const { body } = sheet;
  const deadline = body.deadline
    ? `${body.deadline.text}${body.deadline.date ? `，最晚 ${Number(body.deadline.date.slice(0, 4))}年${formatDate(body.deadline.date)}` : ""}`
    : undefined;
  return (
    <Page
      {...frame}
      title={`法律建议书 ${sheet.number}`}
      width="sheet"
      back={own ? { href: "/my", label: "我的事和预约" } : undefined}
      noindex
    >
      {sheet.voidedAt ? (
        <Notice kind="danger" title="这份建议书已经作废">
          <p>请不要再用。要新的一份，请找给您出具的门诊。</p>
        </Notice>
      ) : null}
      <PrintSheet
        title="法律建议书"
        bureau={bureau}
        clinic={sheet.clinicName}
        number={sheet.number}
        facts={[
          { label: "问的人", value: sheet.residentName ?? "没有留姓名" },
          { label: "事项编号", value: sheet.matterNumber },
          { label: "日期", value: dayOf(sheet.issuedAt) },
          { label: "单位", value: sheet.employer },
        ]}
        deadline={deadline}
        sections={[
          { title: "您问的事", body: <>{paragraphs(body.problem)}</> },
          { title: "怎么看这件事", body: <>{paragraphs(body.advice)}</> },
          ...(body.steps.length ? [{ title: "请这样办", steps: body.steps }] : []),
          ...(body.bring.length ? [{ title: "带什么", body: <p>{body.bring.join("、")}</p> }] : []),
          ...(body.laws.length ? [{ title: "依据", body: <p>{body.laws.join("；")}</p> }] : []),
        ]}
        signed={{ role: "接待人", name: sheet.practitionerName, date: dayOf(sheet.issuedAt) }}
        qr={raw(qr)}
        code={sheet.verifyCode}
        footer={<p>拿不准就打 {hotline}。扫码，再填查验码，可以查这份建议书是真是假。</p>}
      />
      <Actions>
        <PrintButton>打印这份建议书</PrintButton>
        <ButtonLink kind="plain" icon="document" href={`/sheet/${sheet.id}/docx`}>
          下载 Word 文件
        </ButtonLink>
      </Actions>
    </Page>
  );
}

interface VerifyProps {
  frame: Frame;
  number: string;
  code: string;
  errors?: readonly FieldError[];
}

export function VerifyPage({ frame, number, code, errors }: VerifyProps) {
  return (
    <QuestionPage
      {...frame}
      title="这份建议书是真的吗？"
      lead="照着纸上的写，马上就能查。"
      back={{ href: "/", label: "回到首页" }}
      action="/verify"
      errors={errors}
      submit="查一查真假"
    >
      <TextField name="number" label="编号" hint="在纸的右上角" value={number} error={errorOf(errors, "number")} />
      <TextField
        name="code"
        label="查验码"
        hint="在纸的右下角，大小写都行"
        width="half"
        value={code}
        error={errorOf(errors, "code")}
      />
    </QuestionPage>
  );
}

type Verified = OutputOf<typeof consultationsContract.verifySheet>;

export function VerifiedPage({ frame, found }: { frame: Frame; found: Verified }) {
  const title = found.voided ? "是我们出的，但已经作废" : "是真的";
  return (
    <Page {...frame} title={title} back={{ href: "/verify", label: "再查一份" }} noindex>
      <h1>{title}</h1>
      <Notice kind={found.voided ? "attention" : "good"} title={found.voided ? "请不要再用" : "查到了"}>
        <p>{found.voided ? "要新的一份，请找给您出具的门诊。" : "这份法律建议书是下面的门诊出具的。"}</p>
      </Notice>
      <SummaryList
        rows={[
          { label: "编号", value: found.number },
          { label: "哪里出的", value: found.clinicName },
          { label: "哪天出的", value: dayOf(found.issuedAt) },
        ]}
      />
      <p class="muted">这里只说真假，不显示内容，也不显示是谁的。</p>
    </Page>
  );
}
