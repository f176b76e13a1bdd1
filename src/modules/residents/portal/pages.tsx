/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
import type { Pack } from "../../../shared/pack.ts";
import { Button, Notice } from "../../../ui/portal/components.tsx";
import { CodeField, errorOf, type FieldError, Form, PhoneField } from "../../../ui/portal/forms.tsx";
import { type Frame, Page } from "../../../ui/portal/layout.tsx";
import { QuestionPage } from "../../../ui/portal/question.tsx";

interface PhoneProps {
  frame: Frame;
  action: string;
  back: string;
  booking: boolean;
  to: string | undefined;
  value: string;
  errors?: readonly FieldError[];
}

export function PhonePage({ frame, action, back, booking, to, value, errors }: PhoneProps) {
  const question = booking ? "我们打哪个电话找您？" : "您的手机号是多少？";
  return (
    <QuestionPage
      {...frame}
      title={question}
      fieldIsHeading
      back={{ href: back }}
      action={action}
      hidden={{ to }}
      errors={errors}
      submit="发验证码给我"
      busy="正在发，请稍等"
      after={<a href="/help?from=/">没有手机，或者收不到短信？请人帮我办</a>}
    >
      <PhoneField
        heading
        name="phone"
        label={question}
        hint={
          booking
            ? "只用来告诉您办得怎么样。家里人的手机也行。"
            : "用登记时留的手机号，就能看到您的事和预约。不用密码。"
        }
        value={value}
        error={errorOf(errors, "phone")}
      />
    </QuestionPage>
  );
}

interface CodeProps {
  frame: Frame;
  action: string;
  back: string;
  phone: string;
  demoCode: string | undefined;
  value?: string;
  errors?: readonly FieldError[];
}

/** “138 0000 1234”: read out in the rhythm in which people say it. */
const spaced = (phone: string) => phone.replace(/^(\d{3})(\d{4})(\d{4})$/, "$1 $2 $3");

export function CodePage({ frame, action, back, phone, demoCode, value, errors }: CodeProps) {
  return (
    <QuestionPage
      {...frame}
      title="短信里的验证码是多少？"
      fieldIsHeading
      back={{ href: back, label: "换个号码" }}
      action={action}
      errors={errors}
      submit="下一步"
      before={
        demoCode ? (
          <Notice title="演示">
            <p>
              这是演示，不真发短信。验证码是 <b>{demoCode}</b>。
            </p>
          </Notice>
        ) : null
      }
      after={
        <Form action={back} hidden={{ phone }} label="重新发送">
          <Button kind="plain">没收到，再发一次</Button>
        </Form>
      }
    >
      <CodeField
        heading
        name="code"
        label="短信里的验证码是多少？"
        hint={`六位数字，发到了 ${spaced(phone)}，10 分钟内有效。`}
        value={value}
        error={errorOf(errors, "code")}
      />
    </QuestionPage>
  );
}

interface PrivacyProps {
  frame: Frame;
  notice: Pack["texts"]["privacyNotice"];
  back: string;
}

export function PrivacyPage({ frame, notice, back }: PrivacyProps) {
  return (
    <Page {...frame} title={notice.title} back={{ href: back }}>
      <h1>{notice.title}</h1>
      {notice.paragraphs.map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      <p class="muted">这份说明的版本：{notice.version}</p>
    </Page>
  );
}
