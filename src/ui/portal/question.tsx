/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
import type { Child, PropsWithChildren } from "hono/jsx";
import { Button } from "./components.tsx";
import { ErrorSummary, type FieldError, Form } from "./forms.tsx";
import { type Back, type Frame, Page } from "./layout.tsx";

type QuestionPageProps = Frame &
  PropsWithChildren<{
    /** Title of the tab, and the H1 unless a field says `heading`. */
    title: string;
    /** One field on the page carries the H1 as its own label (`heading`). */
    fieldIsHeading?: boolean;
    lead?: Child;
    back?: Back;
    action: string;
    method?: "post" | "get";
    hidden?: Readonly<Record<string, string | undefined>>;
    errors?: readonly FieldError[];
    /** What happens: “预约这个时间”, never “提交”. */
    submit?: string;
    busy?: string;
    multipart?: boolean;
    /** Above the form: a notice, the person's own words. */
    before?: Child;
    /** Below the button: another way, “我说不清楚，想打电话”. */
    after?: Child;
  }>;

/** One question, one answer, one button. */
export function QuestionPage(props: QuestionPageProps) {
  const {
    title,
    fieldIsHeading,
    lead,
    action,
    method,
    hidden,
    errors,
    submit = "下一步",
    busy,
    multipart,
    before,
    after,
  } = props;
  const { city, elder, path, nonce, lang, back, children } = props;
  return (
    <Page
      city={city}
      elder={elder}
      path={path}
      nonce={nonce}
      lang={lang}
      title={title}
      back={back}
      error={Boolean(errors?.length)}
      noindex
    >
      <ErrorSummary errors={errors} />
      {fieldIsHeading ? null : <h1>{title}</h1>}
      {lead ? <p class="lead">{lead}</p> : null}
      {before}
      <Form action={action} method={method} hidden={hidden} multipart={multipart}>
        {children}
        <Button busy={busy}>{submit}</Button>
      </Form>
      {after ? <div class="after">{after}</div> : null}
    </Page>
  );
}
