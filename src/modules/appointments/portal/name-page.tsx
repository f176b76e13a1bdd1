/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
import { CheckboxGroup, errorOf, type FieldError, SelectField, TextField } from "../../../ui/portal/forms.tsx";
import type { Frame } from "../../../ui/portal/layout.tsx";
import { QuestionPage } from "../../../ui/portal/question.tsx";
import { serviceNeeds } from "../../residents/contract.ts";
import { MOST_COMPANIONS } from "../contract.ts";

export const needWords: Record<(typeof serviceNeeds)[number], string> = {
  dialect: "找个会说本地话的人",
  signLanguage: "要手语",
  wheelchair: "坐轮椅来，要好走的路",
  largePrint: "材料字大一点",
  homeVisit: "来不了，想请人上门",
};

const companionsOptions = Array.from({ length: MOST_COMPANIONS + 1 }, (_, n) => ({
  value: String(n),
  label: n === 0 ? "就我自己" : `${n} 个人陪我来`,
}));

interface NameProps {
  frame: Frame;
  name: string;
  needs: readonly string[];
  /** As chosen; empty when nothing was said. */
  companions: string;
  /** What there is to ask: nobody comes for an answer in writing; the name was said when the matter was opened. */
  asks: { name: boolean; companions: boolean };
  errors?: readonly FieldError[];
}

/** Name, needs and who comes along: all of it may be left out. */
export function NamePage({ frame, name, needs, companions, asks, errors }: NameProps) {
  const who = (
    <SelectField
      name="companions"
      label="您和几个人一起来？"
      hint="家里人、一起遇到这件事的人都行。我们好备座位。"
      heading={!asks.name}
      optional
      value={companions || "0"}
      options={companionsOptions}
      error={errorOf(errors, "companions")}
    />
  );
  if (!asks.name)
    return (
      <QuestionPage
        {...frame}
        title="您和几个人一起来？"
        fieldIsHeading
        back={{ href: "/book/check" }}
        action="/book/name"
        errors={errors}
      >
        {who}
      </QuestionPage>
    );
  return (
    <QuestionPage
      {...frame}
      title="怎么称呼您？"
      lead="可以不说。不说也一样给您办，不用身份证。"
      back={{ href: "/book/times" }}
      action="/book/name"
      errors={errors}
    >
      <TextField
        name="name"
        label="称呼"
        hint="姓什么、叫什么都行，比如“王阿姨”。"
        optional
        value={name}
        autocomplete="name"
        error={errorOf(errors, "name")}
      />
      <CheckboxGroup
        name="needs"
        label="来的时候，要我们准备什么？"
        optional
        values={needs}
        options={serviceNeeds.map((value) => ({ value, label: needWords[value] }))}
        error={errorOf(errors, "needs")}
      />
      {asks.companions ? who : null}
    </QuestionPage>
  );
}
