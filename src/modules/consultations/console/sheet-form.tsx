import { client } from "../../../ui/api.ts";
import { type Field, Form, type Values } from "../../../ui/console/form.tsx";
import type { Matter } from "../../matters/contract.ts";
import type { TriageAnswer } from "../../triage/contract.ts";
import { type AdviceSheet, consultationsContract, type SheetBody } from "../contract.ts";
import { refusals } from "../labels.ts";

const api = client(consultationsContract);

const lines = (value: unknown): string[] =>
  typeof value === "string"
    ? value
        .split("\n")
        .map((one) => one.replace(/^\s*\d+[.、)）]\s*/, "").trim())
        .filter((one) => one !== "")
    : [];

/** Too many lines, or one too long: said at the field and not after sending. */
const within =
  (most: number, length: number) =>
  (value: unknown): string | undefined => {
    const found = lines(value);
    if (found.length > most) return `最多 ${most} 条`;
    return found.some((one) => one.length > length) ? `一条最多 ${length} 个字` : undefined;
  };

const fields: readonly Field[] = [
  { name: "problem", label: "您的问题", kind: "words", rows: 2, required: true, maxLength: 1000 },
  {
    name: "advice",
    label: "律师的意见",
    kind: "words",
    rows: 4,
    required: true,
    maxLength: 4000,
    hint: "用当事人听得懂的话，先说结论。",
  },
  {
    name: "steps",
    label: "接下来怎么做",
    kind: "words",
    rows: 3,
    check: within(10, 300),
    hint: "一行一步，打印时自动编号。",
  },
  { name: "bring", label: "要带的东西", kind: "words", rows: 3, half: true, check: within(15, 100), hint: "一行一样" },
  {
    name: "laws",
    label: "依据的法律",
    kind: "words",
    rows: 3,
    half: true,
    check: within(10, 120),
    hint: "一行一条，写全名和条",
  },
  {
    name: "deadlineText",
    label: "最要紧的期限",
    kind: "text",
    maxLength: 200,
    hint: "例如：一年内申请劳动仲裁，过了就很难要回来",
  },
  {
    name: "deadlineDate",
    label: "最晚哪天",
    kind: "date",
    half: true,
    when: (values) => typeof values.deadlineText === "string" && values.deadlineText !== "",
  },
];

/** What the triage already knows, so that the practitioner corrects instead of typing. */
function prefill(matter: Matter | undefined, triage: TriageAnswer | null, note: string): Values {
  const limit = triage?.limitations[0];
  const date = matter?.limitationDate ?? limit?.lastDay ?? undefined;
  return {
    problem: matter?.narrative?.slice(0, 1000) ?? "",
    advice: note.slice(0, 4000),
    steps: triage?.serviceLines[0] ? `到${triage.serviceLines[0].label}办理` : "",
    bring: triage?.bring.slice(0, 15).join("\n") ?? "",
    laws: [...new Set(triage?.limitations.map((one) => one.law) ?? [])].slice(0, 10).join("\n"),
    deadlineText: limit ? limit.name : "",
    deadlineDate: date,
  };
}

function read(values: Values): SheetBody {
  const text = typeof values.deadlineText === "string" ? values.deadlineText : "";
  return {
    problem: String(values.problem),
    advice: String(values.advice),
    steps: lines(values.steps),
    bring: lines(values.bring),
    laws: lines(values.laws),
    deadline: text === "" ? null : { text, date: typeof values.deadlineDate === "string" ? values.deadlineDate : null },
  };
}

/** 法律建议书（处方）: what the person takes home. */
export function SheetForm({
  id,
  matter,
  triage,
  note,
  onIssued,
}: {
  id: string;
  matter: Matter | undefined;
  triage: TriageAnswer | null;
  note: string;
  onIssued: (sheet: AdviceSheet) => void;
}) {
  return (
    <Form<AdviceSheet>
      initial={prefill(matter, triage, note)}
      fields={fields}
      submitLabel="出具法律建议书"
      done="建议书出好了，可以打印。"
      refusals={refusals}
      invalidate={[["consultations"], ["matters"]]}
      submit={(values) => api.issueSheet({ id, ...read(values) })}
      onDone={onIssued}
    />
  );
}
